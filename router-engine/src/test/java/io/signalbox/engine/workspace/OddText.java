package io.signalbox.engine.workspace;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/** Writes what a graph's file says in odd but legal ways, with comments, by chance. */
final class OddText {
  private final Random random;
  private final Style style;
  private final int step;
  private int comments;

  OddText(Random random) {
    this.random = random;
    this.step = 1 + random.nextInt(4);
    this.style = new Style("\n", step, random.nextBoolean(), random.nextInt(5) == 0);
  }

  String of(PlainValue.Fields graph) {
    if (style.json()) {
      return random.nextBoolean() ? style.inline(graph) : flowLines(graph, "") + "\n";
    }
    String text = (random.nextBoolean() ? "# At the top.\n\n" : "") + block(graph, 0).substring(1);
    return random.nextInt(4) == 0 ? text : text + "\n";
  }

  /** A new line before each field. */
  private String block(PlainValue.Fields fields, int indent) {
    StringBuilder text = new StringBuilder();
    String start = "\n" + " ".repeat(indent);
    fields
        .fields()
        .forEach((key, value) -> {
          text.append(random.nextInt(6) == 0 ? "\n" : "");
          text.append(random.nextInt(4) == 0 ? start + comment() : "");
          text.append(start).append(key(key)).append(":").append(value(value, indent));
        });
    return text.toString();
  }

  private String comment() {
    return "# comment " + comments++;
  }

  private String aside() {
    return random.nextInt(5) == 0 ? "  " + comment() : "";
  }

  private String key(String key) {
    boolean plain = key.chars().allMatch(c -> c >= ' ' && c != '"' && c != '\\');
    return random.nextInt(8) == 0 && plain ? "\"" + key + "\"" : style.key(key);
  }

  private String value(PlainValue value, int indent) {
    return switch (value) {
      case PlainValue.Text text -> " " + text(text) + aside();
      case PlainValue.Word word -> "  " + word.json() + aside();
      case PlainValue.Fields fields when !fields.fields().isEmpty() && random.nextInt(3) > 0 ->
          aside() + block(fields, indent + step);
      case PlainValue.Fields fields when !fields.fields().isEmpty() && random.nextInt(3) == 0 ->
          " " + flowLines(fields, " ".repeat(indent));
      case PlainValue.Items items when !items.items().isEmpty() && random.nextInt(2) == 0 ->
          aside() + dashes(items, random.nextBoolean() ? indent : indent + step);
      default -> " " + style.inline(value) + aside();
    };
  }

  private String dashes(PlainValue.Items items, int indent) {
    String start = "\n" + " ".repeat(indent);
    return items.items().stream()
        .map(item ->
            (random.nextInt(5) == 0 ? start + comment() : "") + start + "- " + item(item, indent))
        .collect(Collectors.joining());
  }

  private String item(PlainValue item, int indent) {
    boolean open = item instanceof PlainValue.Fields fields && !fields.fields().isEmpty();
    return open && random.nextBoolean()
        ? block((PlainValue.Fields) item, indent + 2).stripLeading().replaceFirst("^# .*\n *", "")
        : style.inline(item) + aside();
  }

  private String text(PlainValue.Text text) {
    return switch (random.nextInt(5)) {
      case 0 -> JsonText.quoted(text.text());
      case 1 -> style.text(text, Yaml.ScalarForm.SINGLE);
      default -> style.text(text, Yaml.ScalarForm.PLAIN);
    };
  }

  private String flowLines(PlainValue.Fields fields, String indent) {
    String inner = indent + " ".repeat(step + 1);
    List<Map.Entry<String, PlainValue>> entries = List.copyOf(fields.fields().entrySet());
    return entries.stream()
        .map(entry ->
            inner
                + style.key(entry.getKey())
                + ": "
                + (entry.getValue() instanceof PlainValue.Fields below && !below.fields().isEmpty()
                    ? flowLines(below, inner)
                    : style.inline(entry.getValue())))
        .collect(
            Collectors.joining(",\n", "{\n", "\n" + indent + (indent.isEmpty() ? "" : " ") + "}"));
  }
}
