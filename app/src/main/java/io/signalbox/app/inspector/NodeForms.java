package io.signalbox.app.inspector;

import io.signalbox.app.inspector.Branches.Branch;
import io.signalbox.app.kit.Format;
import io.signalbox.app.kit.Formats;
import io.signalbox.app.session.Session;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.catalog.Window;
import io.signalbox.engine.graph.BalanceNode;
import io.signalbox.engine.graph.BudgetNode;
import io.signalbox.engine.graph.FallbackNode;
import io.signalbox.engine.graph.LimitNode;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.NodeKind;
import io.signalbox.engine.graph.RejectNode;
import io.signalbox.engine.graph.RewriteNode;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.graph.SplitNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// The fields of each kind of node.
record NodeForms(Session session, List<String> ids) {
  /// The fields of nodes that are all of a kind.
  Form<?> of(NodeKind kind) {
    return switch (kind) {
      case RULES -> rules();
      case SPLIT -> split();
      case BALANCE -> BalanceForm.of(form(BalanceNode.class), single());
      case FALLBACK -> FallbackForm.of(form(FallbackNode.class), single());
      case BUDGET -> budget();
      case LIMIT -> limit();
      case REWRITE -> exits(RewriteForm.of(form(RewriteNode.class), single()));
      case REJECT -> reject();
      case INTENT, ASK, STAY, GATE, CACHE, MIRROR ->
          form(Node.class).words("This version cannot edit this kind yet. Its text is below.");
    };
  }

  private <N extends Node> Form<N> form(Class<N> kind) {
    return new Form<>(Subject.nodes(session, ids, kind));
  }

  private boolean single() {
    return ids.size() == 1;
  }

  private Form<?> rules() {
    Form<RulesNode> form = form(RulesNode.class);
    if (single()) {
      var rules = new RulesPart(form.subject());
      form.part(rules, rules::follow);
    }
    return form;
  }

  private Form<?> split() {
    Form<SplitNode> form = form(SplitNode.class);
    if (single()) {
      var branches =
          new Branches<>(form.subject(), "shares[%d].to", NodeForms::shares, NodeForms::withShares);
      form.part("Shares", branches, branches::follow);
    }
    return form.choice(
            "The same lot for each",
            List.of(SplitNode.Sticky.values()),
            NodeForms::plain,
            SplitNode::sticky,
            (n, sticky) -> new SplitNode(n.id(), n.about(), n.shares(), sticky, n.experiment()))
        .value(
            "Experiment",
            Formats.optional(Formats.word("")),
            SplitNode::experiment,
            (n, name) -> new SplitNode(n.id(), n.about(), n.shares(), n.sticky(), name))
        .words("A name keeps this draw independent of the others.");
  }

  private static List<Branch> shares(SplitNode node) {
    return node.shares().stream()
        .map(each -> new Branch(each.to(), Optional.of(each.share())))
        .toList();
  }

  private static SplitNode withShares(SplitNode n, List<Branch> branches) {
    return new SplitNode(
        n.id(),
        n.about(),
        branches.stream()
            .map(each -> new SplitNode.Share(each.to(), each.share().orElse(BigDecimal.ONE)))
            .toList(),
        n.sticky(),
        n.experiment());
  }

  private Form<?> budget() {
    Form<BudgetNode> form = form(BudgetNode.class);
    form.figure(
            "At most",
            Formats.money(),
            n -> n.usd().usd(),
            (n, usd) ->
                new BudgetNode(
                    n.id(), n.about(), new Money(usd), n.per(), n.of(), n.within(), n.over()))
        .choice(
            "In each",
            List.of(Window.HOUR, Window.DAY, Window.WEEK, Window.MONTH),
            Window::id,
            BudgetNode::per,
            (n, per) ->
                new BudgetNode(n.id(), n.about(), n.usd(), per, n.of(), n.within(), n.over()))
        .suggested(
            "Counted for",
            true,
            new Scopes(session)::offers,
            n -> n.of().id(),
            (n, of) ->
                new BudgetNode(
                    n.id(),
                    n.about(),
                    n.usd(),
                    n.per(),
                    Scopes.read(of).orElse(n.of()),
                    n.within(),
                    n.over()));
    return exits(form);
  }

  private Form<?> limit() {
    Form<LimitNode> form = form(LimitNode.class);
    Format<Optional<Long>> count = Formats.optional(Formats.whole(1, 999_999_999_999L));
    form.figure(
            "Requests at most",
            count,
            n -> n.requests().stream().boxed().findFirst(),
            (n, most) -> with(n, optional(most), n.tokens(), n.per(), n.of().id()))
        .figure(
            "Tokens at most",
            count,
            n -> n.tokens().stream().boxed().findFirst(),
            (n, most) -> with(n, n.requests(), optional(most), n.per(), n.of().id()))
        .choice(
            "In each",
            List.of(Window.SECOND, Window.MINUTE, Window.HOUR, Window.DAY),
            Window::id,
            LimitNode::per,
            (n, per) -> with(n, n.requests(), n.tokens(), per, n.of().id()))
        .suggested(
            "Counted for",
            true,
            new Scopes(session)::offers,
            n -> n.of().id(),
            (n, of) -> with(n, n.requests(), n.tokens(), n.per(), of));
    return exits(form);
  }

  private static LimitNode with(
      LimitNode n, OptionalLong requests, OptionalLong tokens, Window per, String of) {
    return new LimitNode(
        n.id(),
        n.about(),
        requests,
        tokens,
        per,
        Scopes.read(of).orElse(n.of()),
        n.within(),
        n.over());
  }

  private Form<?> reject() {
    return form(RejectNode.class)
        .figure(
            "Status",
            Formats.whole(400, 599),
            n -> (long) n.status(),
            (n, status) -> new RejectNode(n.id(), n.about(), status.intValue(), n.message()))
        .prose(
            "Message",
            n -> Optional.of(n.message()).filter(each -> !each.isEmpty()),
            (n, text) -> new RejectNode(n.id(), n.about(), n.status(), text.orElse("")))
        .words("This is what the client is told.");
  }

  private <N extends Node> Form<N> exits(Form<N> form) {
    if (single()) {
      Subject<N> subject = form.subject();
      var targets = new TargetChoices(session, subject.id());
      subject.first().stream()
          .flatMap(node -> node.exits().stream())
          .forEach(exit -> exit(form, targets, exit.path()));
    }
    return form;
  }

  private static <N extends Node> void exit(Form<N> form, TargetChoices targets, String path) {
    String name =
        switch (path) {
          case "within" -> "Below it, go to";
          case "over" -> "Above it, go to";
          default -> "Then go to";
        };
    var field = targets.field(name, () -> path);
    field.setId("exit-" + path);
    form.part(
        name,
        field,
        () ->
            form.subject().first().stream()
                .flatMap(node -> node.exits().stream())
                .filter(exit -> exit.path().equals(path))
                .forEach(exit -> field.show(exit.to(), targets.title(exit.to()))));
  }

  static List<String> ids(List<Branch> branches) {
    return branches.stream().map(Branch::to).toList();
  }

  private static OptionalLong optional(Optional<Long> number) {
    return number.stream().mapToLong(each -> each).findFirst();
  }

  /// A word of the program as people write it.
  static String plain(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
