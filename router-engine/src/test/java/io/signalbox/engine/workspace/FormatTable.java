package io.signalbox.engine.workspace;

import static java.util.stream.Collectors.joining;

import io.signalbox.engine.graph.NodeKind;
import io.signalbox.engine.graph.condition.Signal;
import io.signalbox.engine.graph.format.Field;
import io.signalbox.engine.graph.format.FieldType;
import io.signalbox.engine.graph.format.RecordFormat;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Makes the table of node kinds on the format's page from their formats.
final class FormatTable {
  private static final int FEW = 8;

  private FormatTable() {}

  static String text() {
    var lines = new ArrayList<String>();
    lines.add("| kind | key | value | meaning | default |");
    lines.add("|---|---|---|---|---|");
    for (NodeKind kind : NodeKind.all()) {
      kind.format().ifPresent(format -> rows(format, lines));
    }
    return String.join("\n", lines) + "\n";
  }

  /// The table of the variables of conditions.
  static String signals() {
    var lines = new ArrayList<String>();
    lines.add("| variable | type | unit or values | meaning |");
    lines.add("|---|---|---|---|");
    for (Signal signal : Signal.values()) {
      String id = signal.id();
      lines.add(signal(id, signal.type(), signal.unit(), signal.meaning()));
      String above = signal.isOfModels() ? id + ".ID." : id + ".";
      for (Signal.Member each : signal.members()) {
        lines.add(signal(above + each.key(), each.type(), each.unit(), each.meaning()));
      }
    }
    return String.join("\n", lines) + "\n";
  }

  private static String signal(String name, String type, String unit, String meaning) {
    return "| `"
        + name
        + "` | "
        + type
        + " | "
        + (unit.isEmpty() ? "–" : unit)
        + " | "
        + meaning
        + " |";
  }

  private static void rows(RecordFormat<?> format, List<String> lines) {
    String kind = " `" + format.name() + "` ";
    for (Field<?, ?> field : format.fields()) {
      lines.add("|" + kind + "| `" + field.key() + "` | " + rest(field) + " |");
      kind = " ";
    }
  }

  private static <R, T> String rest(Field<R, T> field) {
    String missing = field.required() ? "required" : usual(field.type(), field.usual());
    return value(field.type()) + " | " + field.meaning().replaceFirst("\\.$", "") + " | " + missing;
  }

  private static String value(FieldType<?> type) {
    return switch (type) {
      case FieldType.Text text -> "text";
      case FieldType.Target target -> "an id";
      case FieldType.Targets targets -> "list of ids";
      case FieldType.Texts texts -> "list of texts";
      case FieldType.Whole whole -> whole.least() + "–" + whole.most();
      case FieldType.Truth truth -> "`true`, `false`";
      case FieldType.Scalar<?> scalar -> scalar.wanted();
      case FieldType.Scalars<?> list -> "list, each " + list.each().wanted();
      case FieldType.Word<?> word -> code(word.words().keySet());
      case FieldType.Words<?> words when words.words().size() > FEW -> "list of words, see below";
      case FieldType.Words<?> words -> "list of " + code(words.words().keySet());
      case FieldType.Cel cel -> cel.ofModel() ? "a condition on a model" : "a condition";
      case FieldType.Members members -> "any JSON values by name";
      case FieldType.Section<?> section -> keys(section.format());
      case FieldType.Items<?> items -> "list of " + keys(items.format());
      case FieldType.TargetsByLabel targets -> "ids by label";
      case FieldType.ByLabel<?> records -> keys(records.format()) + " by label";
      case FieldType.NotYet later when later.words().isEmpty() -> "not in this version";
      case FieldType.NotYet later ->
          code(later.words()) + "; " + code(later.later()) + " is not in this version";
    };
  }

  private static String keys(RecordFormat<?> format) {
    return format.fields().stream()
        .map(field -> field.key() + (field.required() ? "" : "?"))
        .collect(joining(", ", "`{ ", " }`"));
  }

  private static <T> String usual(FieldType<T> type, Optional<T> usual) {
    return switch (type) {
      case FieldType.Target target -> "must lead somewhere to run";
      case FieldType.Whole whole -> usual.map(each -> "`" + each + "`").orElse("none");
      case FieldType.Truth truth -> usual.map(each -> "`" + each + "`").orElse("none");
      case FieldType.Scalar<T> scalar ->
          usual.map(each -> "`" + scalar.writing().apply(each) + "`").orElse("none");
      case FieldType.Word<T> word ->
          usual.map(each -> code(List.of(word(word.words(), each)))).orElse("none");
      case FieldType.Words<?> words -> usual.map(each -> allBut(words, each)).orElse("none");
      case FieldType.Text t ->
          usual.filter(each -> !each.equals("")).map(each -> "`" + each + "`").orElse("none");
      case FieldType.Targets t -> "none";
      case FieldType.Texts t -> "none";
      case FieldType.Scalars<?> t -> "none";
      case FieldType.Cel t -> "none";
      case FieldType.Members t -> "none";
      case FieldType.Section<?> t -> "none";
      case FieldType.Items<?> t -> "none";
      case FieldType.TargetsByLabel t -> "none";
      case FieldType.ByLabel<?> t -> "none";
      case FieldType.NotYet t -> "";
    };
  }

  private static <E extends Enum<E>> String allBut(FieldType.Words<E> words, Object usual) {
    var left = EnumSet.allOf(words.type());
    left.removeAll((Set<?>) usual);
    if (left.size() == words.words().size()) {
      return "none";
    }
    return "all but " + code(left.stream().map(each -> word(words.words(), each)).toList());
  }

  private static <T> String word(Map<String, T> words, T value) {
    return words.entrySet().stream()
        .filter(entry -> entry.getValue().equals(value))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  private static String code(Collection<String> words) {
    return words.stream().map(word -> "`" + word + "`").collect(joining(", "));
  }
}
