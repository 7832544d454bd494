package io.signalbox.app.inspector;

import io.signalbox.app.session.Kinds;
import io.signalbox.app.session.Surroundings;
import io.signalbox.app.session.Wording;
import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.graph.Exit;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.RoutingGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What the inspector says of a node or a model. Immutable.
///
/// @param kind its kind
/// @param title its name
/// @param fields in the order in which they are shown
record Fields(Kinds.Kind kind, String title, List<Field> fields) {

  /// A field. Immutable.
  sealed interface Field {
    /// What it is called.
    String name();
  }

  /// Words.
  record Words(String name, String value) implements Field {}

  /// Code or figures.
  record Code(String name, String value) implements Field {}

  /// Several words that belong together.
  record Chips(String name, List<String> values) implements Field {}

  /// Ways out, in their order.
  record Ways(String name, List<Row> rows) implements Field {}

  /// A way out.
  ///
  /// @param to the id of what it leads to
  record Row(String label, String title, String to) {}

  static Fields of(Node node, RoutingGraph graph) {
    var fields = new ArrayList<Field>();
    fields.add(new Words("Name", node.title()));
    node.about().note().ifPresent(note -> fields.add(new Words("Note", note)));
    switch (node) {
      case Node.Rules n -> fields.add(ways("First rule that holds", n, graph));
      case Node.Split n -> split(n, graph, fields);
      case Node.Balance n -> balance(n, graph, fields);
      case Node.Fallback n -> fallback(n, graph, fields);
      case Node.Budget n -> {
        fields.add(new Code("At most", Wording.dollars(n.usd()) + " a " + n.per().id()));
        fields.add(new Words("Counted for", n.of().id()));
        fields.add(ways("Leads to", n, graph));
      }
      case Node.Limit n -> {
        fields.add(new Code("At most", Wording.subtitle(n)));
        fields.add(new Words("Counted for", n.of().id()));
        fields.add(ways("Leads to", n, graph));
      }
      case Node.Rewrite n -> rewrite(n, graph, fields);
      case Node.Reject n -> {
        fields.add(new Code("Status", String.valueOf(n.status())));
        fields.add(new Words("Message", n.message()));
      }
    }
    return new Fields(Kinds.of(node), node.title(), fields);
  }

  static Fields of(Model model, Surroundings surroundings) {
    var fields = new ArrayList<Field>();
    fields.add(new Words("Provider", surroundings.providerName(model.provider())));
    fields.add(new Code("Model", model.model()));
    surroundings
        .catalog()
        .find(model.provider(), model.model())
        .ifPresent(card -> card(card, fields));
    model.url().ifPresent(url -> fields.add(new Code("Address", url)));
    model.key().ifPresent(key -> fields.add(new Code("Key", key.id())));
    pairs("Set in every request", model.params(), fields);
    pairs("Labels", model.labels(), fields);
    return new Fields(Kinds.MODEL, model.title(), fields);
  }

  private static void card(ModelCard card, List<Field> fields) {
    card.price()
        .ifPresent(price -> {
          fields.add(new Code("Dollars for a million tokens, in / out", Wording.price(price)));
          fields.add(new Words("Price of", price.snapshot()));
        });
    card.contextTokens()
        .ifPresent(tokens -> fields.add(new Code("Context", Wording.number(tokens) + " tokens")));
    List<String> abilities = card.abilities().stream().map(each -> each.id()).sorted().toList();
    fields.add(new Chips("Can do", abilities));
  }

  private static void pairs(String name, Map<String, String> pairs, List<Field> fields) {
    if (!pairs.isEmpty()) {
      fields.add(
          new Chips(
              name,
              pairs.entrySet().stream()
                  .map(each -> each.getKey() + " = " + each.getValue())
                  .toList()));
    }
  }

  private static void split(Node.Split node, RoutingGraph graph, List<Field> fields) {
    fields.add(ways("Shares", node, graph));
    fields.add(new Words("The same lot for each", words(node.sticky())));
    node.experiment().ifPresent(name -> fields.add(new Words("Experiment", name)));
  }

  private static void balance(Node.Balance node, RoutingGraph graph, List<Field> fields) {
    fields.add(new Words("Best by", words(node.by())));
    String where = Wording.where(node.where());
    if (!where.isEmpty()) {
      fields.add(new Code("Only where", where));
    }
    fields.add(ways("Among", node, graph));
  }

  private static void fallback(Node.Fallback node, RoutingGraph graph, List<Field> fields) {
    List<String> on = node.on().stream().map(FailureClass::id).map(Fields::plain).toList();
    fields.add(
        node.on().equals(Node.Fallback.USUAL)
            ? new Words("Try next when", "anything fails that another model may not")
            : new Chips("Try next when", on));
    fields.add(ways("In this order", node, graph));
    node.firstToken()
        .ifPresent(each -> fields.add(new Code("First token within", Wording.duration(each))));
    node.total()
        .ifPresent(each -> fields.add(new Code("Whole answer within", Wording.duration(each))));
    fields.add(new Code("Retries of each", String.valueOf(node.retries())));
    node.attempts().ifPresent(each -> fields.add(new Code("Calls at most", String.valueOf(each))));
  }

  private static void rewrite(Node.Rewrite node, RoutingGraph graph, List<Field> fields) {
    pairs("Set", node.set(), fields);
    if (!node.drop().isEmpty()) {
      fields.add(new Chips("Leave out", node.drop()));
    }
    node.prepend().ifPresent(text -> fields.add(new Words("Before the system prompt", text)));
    node.append().ifPresent(text -> fields.add(new Words("After the system prompt", text)));
    if (!node.redact().isEmpty()) {
      fields.add(new Chips("Black out", node.redact().stream().map(Fields::words).toList()));
    }
    fields.add(ways("Leads to", node, graph));
  }

  private static Ways ways(String name, Node node, RoutingGraph graph) {
    return new Ways(name, node.exits().stream().map(exit -> row(exit, graph)).toList());
  }

  private static Row row(Exit exit, RoutingGraph graph) {
    String title =
        graph
            .node(exit.to())
            .map(Node::title)
            .or(() -> graph.model(exit.to()).map(Model::title))
            .orElse("nothing");
    return new Row(Wording.exit(exit.label()), title, exit.to());
  }

  private static String words(Enum<?> value) {
    return plain(value.name().toLowerCase(Locale.ROOT));
  }

  private static String plain(String id) {
    return id.replace('_', ' ');
  }
}
