package io.signalbox.app.text;

import io.signalbox.app.backend.Installation;
import io.signalbox.app.document.Document;
import io.signalbox.app.document.Editor;
import io.signalbox.app.kinds.Kinds;
import io.signalbox.app.kit.code.Completer;
import io.signalbox.app.wording.Wording;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.condition.ConditionTree;
import io.signalbox.engine.graph.condition.Expr;
import io.signalbox.engine.graph.condition.Signal;
import io.signalbox.engine.workspace.GraphWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What could stand at a place of a graph's text: keys, kinds, ids, providers, models, variables.
record Completions(RoutingGraph graph, Installation known) implements Completer {
  private static final Pattern LABEL = Pattern.compile("\\bmetadata\\.([A-Za-z_][A-Za-z0-9_]*)");
  private static final Pattern MODEL_LABEL = Pattern.compile("[A-Za-z0-9_]+");

  static Completer of(Editor editor, Installation installation) {
    return (text, offset) -> {
      Document document = editor.document();
      return new Completions(document.graph(), installation).at(text, offset);
    };
  }

  @Override
  public Offer at(String text, int offset) {
    return CaretContext.of(text, offset)
        .map(place -> offer(place, text, offset))
        .orElseGet(() -> new Offer(offset, List.of()));
  }

  private Offer offer(CaretContext place, String text, int offset) {
    GraphWords.Vocabulary words = GraphWords.all().at(place.path(), place.kind());
    if (words.use() == GraphWords.Use.CONDITION) {
      boolean ofModel = isOfModel(place);
      return new Offer(name(text, offset, place.start()), ofModel ? ofModel() : variables(text));
    }
    boolean keys = !place.value() && !words.keys().isEmpty();
    return new Offer(place.start(), keys ? keys(words, place, text, offset) : values(words, place));
  }

  /// Whether a condition is one on a model: a promise's `only`, or the `when` right in a node.
  private static boolean isOfModel(CaretContext place) {
    List<String> path = place.path();
    return path.getLast().equals("only") || (path.size() == 3 && path.getFirst().equals("nodes"));
  }

  /// Where the name before the caret begins.
  private static int name(String text, int offset, int from) {
    int start = offset;
    while (start > from && isName(text.charAt(start - 1))) {
      start--;
    }
    return start;
  }

  private static boolean isName(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '.';
  }

  private static List<Choice> keys(
      GraphWords.Vocabulary words, CaretContext place, String text, int offset) {
    int end = offset;
    while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
      end++;
    }
    String colon = text.startsWith(":", end) ? "" : ": ";
    return words.keys().stream()
        .filter(key -> !place.taken().contains(key.word()))
        .map(key -> new Choice(key.word(), key.meaning(), key.word() + colon))
        .toList();
  }

  private List<Choice> values(GraphWords.Vocabulary words, CaretContext place) {
    if (words.use() == GraphWords.Use.REFERENCE) {
      return ids();
    }
    List<String> path = place.path();
    if (path.size() == 3 && path.getFirst().equals("models")) {
      return ofModelField(path.get(1), path.get(2), words);
    }
    return path.size() == 3 && path.getLast().equals("of") ? scopes() : plain(words);
  }

  private static List<Choice> plain(GraphWords.Vocabulary words) {
    return words.values().stream().map(each -> Choice.of(each.word(), each.meaning())).toList();
  }

  private static List<Choice> scopes() {
    return List.of(
        Choice.of("graph", "all requests"),
        Choice.of("app", "per app"),
        Choice.of("user", "per user"),
        Choice.of("metadata.", "per value of a label"));
  }

  private List<Choice> ids() {
    var choices = new ArrayList<Choice>();
    graph
        .nodes()
        .values()
        .forEach(node ->
            choices.add(Choice.of(node.id(), Wording.joined(Kinds.of(node).name(), node.title()))));
    graph
        .models()
        .values()
        .forEach(
            model -> choices.add(Choice.of(model.id(), Wording.joined("Model", model.title()))));
    return choices;
  }

  private List<Choice> ofModelField(String id, String field, GraphWords.Vocabulary words) {
    Optional<String> provider =
        graph.model(id).map(model -> model.provider()).filter(each -> !each.isEmpty());
    return switch (field) {
      case "provider" ->
          known.providers().stream().map(each -> Choice.of(each.id(), each.name())).toList();
      case "model" ->
          known.catalog().cards().stream()
              .filter(card -> provider.map(card.provider()::equals).orElse(true))
              .map(card ->
                  Choice.of(
                      card.model(),
                      Wording.joined(
                          known.providerName(card.provider()),
                          card.price().map(Wording::price).orElse("price unknown"))))
              .distinct()
              .toList();
      case "key" ->
          known.providers().stream()
              .filter(each -> provider.map(each.id()::equals).orElse(true))
              .flatMap(each ->
                  each.keyVariable().stream()
                      .map(name -> Choice.of("env:" + name, "default key of " + each.name())))
              .toList();
      default -> plain(words);
    };
  }

  private List<Choice> variables(String text) {
    var choices = new ArrayList<Choice>();
    var labels = new TreeSet<String>();
    Matcher label = LABEL.matcher(text);
    while (label.find()) {
      labels.add(label.group(1));
    }
    labels.forEach(each -> choices.add(Choice.of("metadata." + each, "request label")));
    labels.forEach(each ->
        choices.add(Choice.of("number(metadata." + each + ")", "request label, as a number")));
    for (Signal signal : Signal.values()) {
      switch (signal) {
        case METADATA, HEADERS -> choices.add(Choice.of(signal.id() + ".", signal.meaning()));
        case SPEND -> members(choices, signal, List.of());
        case PRICE, HEALTH -> ofModels(choices, signal);
        default -> choices.add(Choice.of(signal.id(), signal.meaning()));
      }
    }
    return choices;
  }

  private void ofModels(List<Choice> choices, Signal signal) {
    graph.models().keySet().forEach(id -> members(choices, signal, List.of(id)));
  }

  private static void members(List<Choice> choices, Signal signal, List<String> above) {
    for (Signal.Member member : signal.members()) {
      var path = new ArrayList<>(above);
      path.add(member.key());
      String text = ConditionTree.text(new Expr.Variable(signal, path));
      choices.add(Choice.of(text, member.description()));
    }
  }

  private List<Choice> ofModel() {
    var choices =
        new ArrayList<>(
            List.of(
                Choice.of("model.id", "id in this graph"),
                Choice.of("model.name", "name at the provider"),
                Choice.of("model.provider", "provider id")));
    graph.models().values().stream()
        .flatMap(model -> model.labels().keySet().stream())
        .filter(label -> MODEL_LABEL.matcher(label).matches())
        .distinct()
        .forEach(label -> choices.add(Choice.of("model.labels." + label, "model label")));
    return choices;
  }
}
