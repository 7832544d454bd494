package io.signalbox.app.inspector;

import io.signalbox.app.inspector.Branches.Branch;
import io.signalbox.app.kit.Formats;
import io.signalbox.engine.graph.AskNode;
import io.signalbox.engine.graph.BalanceNode;
import io.signalbox.engine.graph.CacheNode;
import io.signalbox.engine.graph.Exit;
import io.signalbox.engine.graph.FallbackNode;
import io.signalbox.engine.graph.GateNode;
import io.signalbox.engine.graph.IntentNode;
import io.signalbox.engine.graph.LearnedNode;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.NodeKind;
import io.signalbox.engine.graph.RewriteNode;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.graph.Slot;
import io.signalbox.engine.graph.SplitNode;
import io.signalbox.engine.graph.format.RecordFormat;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// The fields of each kind of node.
record NodeForms(InspectorContext context, List<String> ids) {
  /// The fields of nodes that are all of a kind: in a form of its own if it has one, else in one
  /// made of its format.
  Form<?> of(NodeKind kind) {
    Map<NodeKind, Supplier<Form<?>>> own =
        Map.of(
            NodeKind.RULES,
            this::rules,
            NodeKind.INTENT,
            this::intent,
            NodeKind.ASK,
            this::ask,
            NodeKind.LEARNED,
            this::learned,
            NodeKind.SPLIT,
            this::split,
            NodeKind.BALANCE,
            () -> BalanceForm.of(form(BalanceNode.class), single()),
            NodeKind.FALLBACK,
            () -> FallbackForm.of(form(FallbackNode.class), single()),
            NodeKind.GATE,
            this::gate,
            NodeKind.CACHE,
            this::cache,
            NodeKind.REWRITE,
            () -> exits(RewriteForm.of(form(RewriteNode.class), single())));
    Optional<Form<?>> form = Optional.ofNullable(own.get(kind)).map(Supplier::get);
    return form.or(() -> kind.format().map(this::generated)).orElseGet(this::unknown);
  }

  private <N extends Node> Form<?> generated(RecordFormat<N> format) {
    @SuppressWarnings("unchecked") // a record's class is that of its records
    var type = (Class<N>) format.nothing().getClass();
    return exits(new FormatForm<>(context, type, format, form(type)).filled());
  }

  private Form<?> unknown() {
    return form(Node.class)
        .words("This kind cannot be edited in this version. Its text is shown below.");
  }

  private <N extends Node> Form<N> form(Class<N> kind) {
    return new Form<>(Subject.nodes(context, ids, kind));
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

  private Form<?> intent() {
    Form<IntentNode> form = form(IntentNode.class);
    if (single()) {
      var classes = new IntentClasses(form.subject());
      form.part("Classes", classes, classes::follow);
      var quality = new IntentQuality(form.subject());
      form.part("How well they are told apart", quality, quality::follow);
    }
    return new FormatForm<>(context, IntentNode.class, IntentNode.FORMAT, form).filled();
  }

  private Form<?> learned() {
    Form<LearnedNode> form = form(LearnedNode.class);
    if (single()) {
      var branches =
          new Branches<>(
              form.subject(),
              i -> new Slot.Item("to", i),
              n -> n.to().stream().map(Branch::to).toList(),
              (LearnedNode n, List<Branch> to) -> n.withTo(ids(to)));
      form.part("Models", branches, branches::follow);
    }
    Form<LearnedNode> filled =
        new FormatForm<>(context, LearnedNode.class, LearnedNode.FORMAT, form).filled();
    exits(filled, exit -> exit.slot() instanceof Slot.Field);
    if (single()) {
      // Last, as it grows when it is ready, and no field may move below the pointer.
      var quality = new LearnedQuality(form.subject());
      form.part("Measured quality", quality, quality::follow);
    }
    return filled;
  }

  private Form<?> ask() {
    var form =
        new FormatForm<>(context, AskNode.class, AskNode.FORMAT, form(AskNode.class)).filled();
    if (single()) {
      var answers = new AskAnswers(form.subject());
      form.part(answers, answers::follow);
    }
    return form;
  }

  private Form<?> gate() {
    Form<GateNode> form = form(GateNode.class);
    if (single()) {
      var measurement = new GateMeasurement(form.subject());
      form.part("Last result", measurement, measurement::follow);
    }
    return exits(new FormatForm<>(context, GateNode.class, GateNode.FORMAT, form).filled());
  }

  private Form<?> cache() {
    Form<CacheNode> form =
        new FormatForm<>(context, CacheNode.class, CacheNode.FORMAT, form(CacheNode.class))
            .filled();
    return exits(form)
        .words(
            "Keeps answers on this machine, readable by your account only, with a salted hash of"
                + " each request (for similar ones also the vector of the last message). Not kept:"
                + " answers that call tools, were refused, cut off or failed. Settings deletes"
                + " all.");
  }

  private Form<?> split() {
    Form<SplitNode> form = form(SplitNode.class);
    if (single()) {
      var branches =
          new Branches<>(
              form.subject(),
              i -> new Slot.ItemField("shares", i, "to"),
              NodeForms::shares,
              NodeForms::withShares);
      form.part("Shares", branches, branches::follow);
    }
    return form.choice(
            "Sticky per",
            List.of(SplitNode.Sticky.values()),
            NodeForms::plain,
            SplitNode::sticky,
            (n, sticky) -> new SplitNode(n.id(), n.about(), n.shares(), sticky, n.experiment()))
        .value(
            "Experiment",
            Formats.optional(Formats.word("")),
            SplitNode::experiment,
            (n, name) -> new SplitNode(n.id(), n.about(), n.shares(), n.sticky(), name))
        .words("Splits with different names assign independently.");
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

  private <N extends Node> Form<N> exits(Form<N> form) {
    return exits(form, exit -> true);
  }

  /// @param shown which of its exits
  private <N extends Node> Form<N> exits(Form<N> form, Predicate<Exit> shown) {
    if (single()) {
      Subject<N> subject = form.subject();
      var targets = new TargetChoices(context, subject.id());
      subject.first().stream()
          .flatMap(node -> node.exits().stream())
          .filter(shown)
          .forEach(exit -> exit(form, targets, exit));
    }
    return form;
  }

  private static <N extends Node> void exit(Form<N> form, TargetChoices targets, Exit output) {
    Slot slot = output.slot();
    String name =
        switch (slot) {
          case Slot.Field(String key) when key.equals("within") -> "Within limit";
          case Slot.Field(String key) when key.equals("over") -> "Over limit";
          case Slot.Field(String key) when key.equals("to") -> "Next";
          case Slot.Field(String key) -> capital(key);
          case Slot.Entry(String map, String label) -> label;
          case Slot.EntryField(String map, String label, String key) -> label;
          case Slot.Item(String list, int index) -> "Next";
          case Slot.ItemField(String list, int index, String key) ->
              list.equals("tiers") ? capital(output.label()) : "Next";
        };
    var field = targets.field(name, () -> slot);
    field.setId("exit-" + slot.path());
    form.part(
        name,
        field,
        () ->
            form.subject().first().stream()
                .flatMap(node -> node.exits().stream())
                .filter(exit -> exit.slot().equals(slot))
                .forEach(exit -> field.show(exit.to(), targets.title(exit.to()))));
  }

  private static String capital(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }

  static List<String> ids(List<Branch> branches) {
    return branches.stream().map(Branch::to).toList();
  }

  /// A word of the program as people write it.
  static String plain(Enum<?> value) {
    return plain(value.name());
  }

  static String plain(String word) {
    return word.toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
