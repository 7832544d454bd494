package io.signalbox.app.inspector;

import io.signalbox.app.inspector.Branches.Branch;
import io.signalbox.app.kit.ChoiceField;
import io.signalbox.app.kit.Format;
import io.signalbox.app.kit.Formats;
import io.signalbox.app.session.Session;
import io.signalbox.app.session.Wording;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.NodeKind;
import io.signalbox.engine.graph.Window;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/// The fields of each kind of node.
record NodeForms(Session session, List<String> ids) {
  private static final Format<Optional<BigDecimal>> SHARE =
      Formats.optional(Formats.percent(BigDecimal.ONE));

  /// The fields of nodes that are all of a kind.
  Form<?> of(NodeKind kind) {
    return switch (kind) {
      case RULES -> rules();
      case SPLIT -> split();
      case BALANCE -> balance();
      case FALLBACK -> fallback();
      case BUDGET -> budget();
      case LIMIT -> limit();
      case REWRITE -> rewrite();
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
    Form<Node.Rules> form = form(Node.Rules.class);
    if (single()) {
      var rules = new RulesPart(form.subject());
      form.part(rules, rules::follow);
    }
    return form;
  }

  private Form<?> split() {
    Form<Node.Split> form = form(Node.Split.class);
    if (single()) {
      var branches =
          new Branches<>(form.subject(), "shares[%d].to", NodeForms::shares, NodeForms::withShares);
      form.part("Shares", branches, branches::follow);
    }
    return form.choice(
            "The same lot for each",
            List.of(Node.Split.Sticky.values()),
            NodeForms::plain,
            Node.Split::sticky,
            (n, sticky) -> new Node.Split(n.id(), n.about(), n.shares(), sticky, n.experiment()))
        .value(
            "Experiment",
            Formats.optional(Formats.word("")),
            Node.Split::experiment,
            (n, name) -> new Node.Split(n.id(), n.about(), n.shares(), n.sticky(), name))
        .words("A name keeps this draw independent of the others.");
  }

  private static List<Branch> shares(Node.Split node) {
    return node.shares().stream()
        .map(each -> new Branch(each.to(), Optional.of(each.share())))
        .toList();
  }

  private static Node.Split withShares(Node.Split n, List<Branch> branches) {
    return new Node.Split(
        n.id(),
        n.about(),
        branches.stream()
            .map(each -> new Node.Split.Share(each.to(), each.share().orElse(BigDecimal.ONE)))
            .toList(),
        n.sticky(),
        n.experiment());
  }

  private Form<?> balance() {
    Form<Node.Balance> form = form(Node.Balance.class);
    form.choice(
        "Take the",
        List.of(Node.Balance.Measure.values()),
        Wording::best,
        Node.Balance::by,
        (n, by) -> new Node.Balance(n.id(), n.about(), n.to(), by, n.where()));
    if (single()) {
      var branches =
          new Branches<>(
              form.subject(),
              "to[%d]",
              n -> n.to().stream().map(Branch::to).toList(),
              (Node.Balance n, List<Branch> to) ->
                  new Node.Balance(n.id(), n.about(), ids(to), n.by(), n.where()));
      form.part("Among", branches, branches::follow);
    }
    return where(form.head("Only where"));
  }

  private static Form<?> where(Form<Node.Balance> form) {
    return form.figure(
            "First token of 95% within",
            Form.span(),
            n -> n.where().p95FirstToken(),
            (n, p95) ->
                with(n, new Node.Balance.Where(p95, n.where().errorRate(), n.where().headroom())))
        .figure(
            "Errors below",
            SHARE,
            n -> decimal(n.where().errorRate()),
            (n, share) ->
                with(
                    n,
                    new Node.Balance.Where(
                        n.where().p95FirstToken(), number(share), n.where().headroom())))
        .figure(
            "Rate limit left, at least",
            SHARE,
            n -> decimal(n.where().headroom()),
            (n, share) ->
                with(
                    n,
                    new Node.Balance.Where(
                        n.where().p95FirstToken(), n.where().errorRate(), number(share))))
        .words("If nobody qualifies, everybody takes part.");
  }

  private static Node.Balance with(Node.Balance n, Node.Balance.Where where) {
    return new Node.Balance(n.id(), n.about(), n.to(), n.by(), where);
  }

  private Form<?> fallback() {
    Form<Node.Fallback> form = form(Node.Fallback.class);
    form.some(
        "Try next when",
        List.of(FailureClass.values()),
        NodeForms::failure,
        n -> List.copyOf(n.on()),
        (n, on) ->
            new Node.Fallback(
                n.id(),
                n.about(),
                n.to(),
                on.isEmpty() ? Set.of() : EnumSet.copyOf(on),
                n.retries(),
                n.firstToken(),
                n.total(),
                n.attempts()));
    if (single()) {
      var branches =
          new Branches<>(
              form.subject(),
              "to[%d]",
              n -> n.to().stream().map(Branch::to).toList(),
              (Node.Fallback n, List<Branch> to) ->
                  new Node.Fallback(
                      n.id(),
                      n.about(),
                      ids(to),
                      n.on(),
                      n.retries(),
                      n.firstToken(),
                      n.total(),
                      n.attempts()));
      form.part("In this order", branches, branches::follow);
    }
    return streamEnd(patience(form));
  }

  private static Form<Node.Fallback> patience(Form<Node.Fallback> form) {
    return form.figure(
            "First token within",
            Form.span(),
            Node.Fallback::firstToken,
            (n, span) ->
                new Node.Fallback(
                    n.id(), n.about(), n.to(), n.on(), n.retries(), span, n.total(), n.attempts()))
        .figure(
            "Whole answer within",
            Form.span(),
            Node.Fallback::total,
            (n, span) ->
                new Node.Fallback(
                    n.id(),
                    n.about(),
                    n.to(),
                    n.on(),
                    n.retries(),
                    n.firstToken(),
                    span,
                    n.attempts()))
        .figure(
            "Retries per branch",
            Formats.whole(0, 10),
            n -> (long) n.retries(),
            (n, retries) ->
                new Node.Fallback(
                    n.id(),
                    n.about(),
                    n.to(),
                    n.on(),
                    retries.intValue(),
                    n.firstToken(),
                    n.total(),
                    n.attempts()))
        .figure(
            "Calls at most",
            Formats.optional(Formats.whole(1, 20)),
            n -> n.attempts().stream().mapToObj(each -> (long) each).findFirst(),
            (n, most) ->
                new Node.Fallback(
                    n.id(),
                    n.about(),
                    n.to(),
                    n.on(),
                    n.retries(),
                    n.firstToken(),
                    n.total(),
                    most.map(each -> OptionalInt.of(each.intValue())).orElse(OptionalInt.empty())));
  }

  private static Form<Node.Fallback> streamEnd(Form<Node.Fallback> form) {
    String end = "end with an error event";
    var choice = new ChoiceField<>("After the stream has begun", List.of(end), each -> each);
    choice.show(end);
    return form.part("After the stream has begun", choice, () -> {})
        .words("This version knows no other end.");
  }

  private Form<?> budget() {
    Form<Node.Budget> form = form(Node.Budget.class);
    form.figure(
            "At most",
            Formats.money(),
            n -> n.usd().usd(),
            (n, usd) ->
                new Node.Budget(
                    n.id(), n.about(), new Money(usd), n.per(), n.of(), n.within(), n.over()))
        .choice(
            "In each",
            List.of(Window.HOUR, Window.DAY, Window.WEEK, Window.MONTH),
            Window::id,
            Node.Budget::per,
            (n, per) ->
                new Node.Budget(n.id(), n.about(), n.usd(), per, n.of(), n.within(), n.over()))
        .suggested(
            "Counted for",
            true,
            new Scopes(session)::offers,
            n -> n.of().id(),
            (n, of) ->
                new Node.Budget(
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
    Form<Node.Limit> form = form(Node.Limit.class);
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
            Node.Limit::per,
            (n, per) -> with(n, n.requests(), n.tokens(), per, n.of().id()))
        .suggested(
            "Counted for",
            true,
            new Scopes(session)::offers,
            n -> n.of().id(),
            (n, of) -> with(n, n.requests(), n.tokens(), n.per(), of));
    return exits(form);
  }

  private static Node.Limit with(
      Node.Limit n, OptionalLong requests, OptionalLong tokens, Window per, String of) {
    return new Node.Limit(
        n.id(),
        n.about(),
        requests,
        tokens,
        per,
        Scopes.read(of).orElse(n.of()),
        n.within(),
        n.over());
  }

  private Form<?> rewrite() {
    Form<Node.Rewrite> form = form(Node.Rewrite.class);
    if (single()) {
      var set =
          new Pairs<>(
              form.subject(),
              "Set",
              Pairs.json(),
              Node.Rewrite::set,
              (Node.Rewrite n, java.util.Map<String, String> pairs) ->
                  new Node.Rewrite(
                      n.id(),
                      n.about(),
                      pairs,
                      n.drop(),
                      n.prepend(),
                      n.append(),
                      n.redact(),
                      n.to()));
      form.part("Set", set, set::follow);
    }
    form.value(
            "Leave out",
            Pairs.words(),
            Node.Rewrite::drop,
            (n, drop) ->
                new Node.Rewrite(
                    n.id(), n.about(), n.set(), drop, n.prepend(), n.append(), n.redact(), n.to()))
        .words("Names with commas between them; tools and images can be left out too.")
        .prose(
            "Before the system prompt",
            Node.Rewrite::prepend,
            (n, text) ->
                new Node.Rewrite(
                    n.id(), n.about(), n.set(), n.drop(), text, n.append(), n.redact(), n.to()))
        .prose(
            "After the system prompt",
            Node.Rewrite::append,
            (n, text) ->
                new Node.Rewrite(
                    n.id(), n.about(), n.set(), n.drop(), n.prepend(), text, n.redact(), n.to()))
        .some(
            "Black out",
            List.of(Node.Rewrite.Redaction.values()),
            NodeForms::plain,
            n -> List.copyOf(n.redact()),
            (n, redact) ->
                new Node.Rewrite(
                    n.id(),
                    n.about(),
                    n.set(),
                    n.drop(),
                    n.prepend(),
                    n.append(),
                    redact.isEmpty() ? Set.of() : EnumSet.copyOf(redact),
                    n.to()));
    return exits(form);
  }

  private Form<?> reject() {
    return form(Node.Reject.class)
        .figure(
            "Status",
            Formats.whole(400, 599),
            n -> (long) n.status(),
            (n, status) -> new Node.Reject(n.id(), n.about(), status.intValue(), n.message()))
        .prose(
            "Message",
            n -> Optional.of(n.message()).filter(each -> !each.isEmpty()),
            (n, text) -> new Node.Reject(n.id(), n.about(), n.status(), text.orElse("")))
        .words("This is what the client is told.");
  }

  private <N extends Node> Form<N> exits(Form<N> form) {
    if (single()) {
      Subject<N> subject = form.subject();
      var targets = new Targets(session, subject.id());
      subject.first().stream()
          .flatMap(node -> node.exits().stream())
          .forEach(exit -> exit(form, targets, exit.path()));
    }
    return form;
  }

  private static <N extends Node> void exit(Form<N> form, Targets targets, String path) {
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

  private static List<String> ids(List<Branch> branches) {
    return branches.stream().map(Branch::to).toList();
  }

  private static Optional<BigDecimal> decimal(OptionalDouble share) {
    return share.stream().mapToObj(BigDecimal::valueOf).findFirst();
  }

  private static OptionalDouble number(Optional<BigDecimal> share) {
    return share.stream().mapToDouble(BigDecimal::doubleValue).findFirst();
  }

  private static OptionalLong optional(Optional<Long> number) {
    return number.stream().mapToLong(each -> each).findFirst();
  }

  /// A failure as people know it.
  static String failure(FailureClass failure) {
    return switch (failure) {
      case RATE_LIMITED -> "429 rate limited";
      case SERVER_ERROR -> "5xx";
      case UNAUTHORIZED -> "401 unauthorized";
      case BAD_REQUEST -> "400 bad request";
      case MODEL_NOT_FOUND -> "404 model not found";
      case OUT_OF_CREDIT,
          OVERLOADED,
          TIMEOUT,
          UNREACHABLE,
          CONTEXT_TOO_LONG,
          CONTENT_FILTERED,
          INTERRUPTED ->
          plain(failure);
    };
  }

  private static String plain(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
