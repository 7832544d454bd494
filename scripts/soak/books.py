"""Compares the ledger and the budgets with what the fake providers counted."""

import collections
import sqlite3
from decimal import Decimal

import kinds

MOST_CLOSING = 0.005
PICO = Decimal(10) ** 12
LEDGER = """
    select app, count(*), sum(attempts), sum(prompt_tokens), sum(completion_tokens),
      sum(coalesce(pico, 0)), sum(pico is null) from trace group by app
"""


class Books:
    """Lines of a table, and what is wrong in them."""

    def __init__(self, home, providers, clients, prices, prompts):
        self.home = home
        self.providers = providers
        self.clients = clients
        self.prices = prices
        self.prompts = prompts
        self.lines = []
        self.troubles = []

    def read(self, name, sql):
        with sqlite3.connect(f"file:{self.home / name}?mode=ro", uri=True) as database:
            rows = database.execute(sql).fetchall()
        database.close()
        return rows

    def check(self):
        ledger = {row[0]: row[1:] for row in self.read("traces.db", LEDGER)}
        for kind in kinds.KINDS:
            self.kind(kind, ledger.get(kind, (0, 0, 0, 0, 0, 0)))
        self.requests()
        self.budgets({app: row[4] for app, row in ledger.items()})
        return self

    def trouble(self, what):
        self.troubles.append(what)

    def sums(self, kind):
        """Calls, prompt, completion and US dollars at least and at most, as the providers saw them."""
        calls = sum(each.calls for (name, _), each in self.providers.accounts.items() if name == kind)
        calls += sum(each.calls for (name, _), each in self.providers.accounts.items() if name == f"{kind}-failed")
        least, most, prompt, completion = Decimal(0), Decimal(0), 0, 0
        for dialect in kinds.DIALECTS:
            account = self.providers.accounts[kind, dialect]
            into, out = self.prices[dialect]
            match kinds.KINDS[kind].books:
                case "exact":
                    prompt += account.prompt
                    completion += account.completion
                    least += account.prompt * into + account.completion * out
                case "estimate":
                    asked, told = account.calls * self.prompts[kind], account.calls * self.length(kind)
                    prompt += asked
                    completion += told
                    least += asked * into + told * out
                case "between":
                    asked = max(kinds.PROMPT, self.prompts[kind] + 20)
                    most += account.calls * (asked * into + max(kinds.COMPLETION, self.length(kind) + 40) * out)
                case "nothing":
                    pass
        return calls, prompt, completion, least, max(least, most)

    @staticmethod
    def length(kind):
        request = "0000" if kinds.KINDS[kind].books == "estimate" else "n00000000"
        return -(-len(kinds.answer(request)) // 4)

    def kind(self, kind, row):
        requests, attempts, asked, told, pico, unpriced = row
        calls, prompt, completion, least, most = self.sums(kind)
        usd = Decimal(pico) / PICO
        sent = self.clients.sent[kind]
        heard = sum(self.clients.statuses[kind].values())
        problems = []
        # A request that meets a connection in the moment of its closing is a call that was not heard,
        # and is charged with its prompt; so is one whose client left while it was being sent.
        missed = self.clients.closing[kind]
        if missed > sent * MOST_CLOSING + 1:
            problems.append(f"{missed} met a closing connection")
        missed += int(sent * MOST_CLOSING) + 2 if kind == "leaves" else 0
        most += missed * self.prompts[kind] * Decimal("2e-6")
        if not calls <= attempts <= calls + missed:
            problems.append(f"{attempts} calls recorded, {calls} made")
        if not heard <= requests <= sent or (kinds.KINDS[kind].whole and requests != sent):
            problems.append(f"{requests} requests recorded, {sent} sent, {heard} answered")
        if unpriced:
            problems.append(f"{unpriced} without a cost")
        if not least <= usd <= most:
            problems.append(f"{usd} dollars recorded, {least} to {most} due")
        if kinds.KINDS[kind].books in ("exact", "estimate") and not (
            prompt <= asked <= prompt + missed * (self.prompts[kind] + 20) and told == completion
        ):
            problems.append(f"{asked} + {told} tokens recorded, {prompt} + {completion} due")
        self.troubles += [f"{kind}: {each}" for each in problems]
        self.lines.append(
            f"  {kind:13} {sent:8} {requests:8} {attempts:8} {calls:8} {usd:14.7f}"
            f" {least:14.7f}  {'; '.join(problems) or 'balances'}"
        )

    def requests(self):
        rows = collections.defaultdict(list)
        for request, app, status in self.read("traces.db", "select id, app, status from trace"):
            rows[request].append((app, status))
        lost = wrong = twice = 0
        example = ""
        for request, (kind, status) in self.clients.answers.items():
            found = rows.get(request, [])
            lost += not found
            twice += len(found) > 1
            if found and not self.agrees(kind, status, *found[0]):
                wrong += 1
                example = f", as {request}: {kind} {status} is {' '.join(map(str, found[0]))}"
        for count, what in ((lost, "are not"), (twice, "are twice"), (wrong, "have another app or status")):
            if count:
                self.trouble(
                    f"{count} of {len(self.clients.answers)} answered requests {what} in the ledger{example}"
                )

    @staticmethod
    def agrees(kind, status, app, recorded):
        """Overload is 529 in the words of Messages; who leaves early does not hear how it ends."""
        overload = (status, recorded) == (529, 503)
        return app == kind and (status == recorded or overload or kind == "leaves")

    def budgets(self, spent):
        rows = self.read("budgets.db", "select node, key, settled, held, requests from budget")
        held = sum(row[3] for row in rows)
        if held:
            self.trouble(f"{Decimal(held) / PICO} dollars are still reserved")
        for node, key, settled, _, requests in rows:
            if node == "all" and settled != spent.get(key, 0):
                self.trouble(f"budget of {key}: {settled} settled, {spent.get(key, 0)} in the ledger")
            if node.startswith("purse") and Decimal(settled) / PICO > Decimal(kinds.PURSE_CAP):
                self.trouble(f"budget {node} {key}: {settled} is above its cap ({requests} requests)")
        purses = [row for row in rows if row[0].startswith("purse")]
        self.lines.append(
            f"  {len(rows)} budgets, {len(purses)} of them small;"
            f" {sum(row[4] for row in purses)} requests in small ones"
        )
