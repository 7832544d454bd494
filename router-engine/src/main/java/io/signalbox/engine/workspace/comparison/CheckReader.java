package io.signalbox.engine.workspace.comparison;

import io.signalbox.engine.graph.IntentNode;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.ProblemCode;
import io.signalbox.engine.graph.condition.AnswerCondition;
import io.signalbox.engine.graph.condition.LinearRegex;
import io.signalbox.engine.workspace.Fields;
import io.signalbox.engine.workspace.KnownKeys;
import io.signalbox.engine.workspace.Yaml;
import io.signalbox.engine.workspace.comparison.AnswerCheck.CheckRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads what must be true of answers.
final class CheckReader {
  private static final List<String> RULES =
      List.of(
          "contains",
          "matches",
          "json",
          "json_schema",
          "cel",
          "tool",
          "latency_below",
          "first_token_below",
          "usd_below",
          "similar");
  static final KnownKeys CHECK =
      KnownKeys.keys("check", "a check", "", "name not " + String.join(" ", RULES));
  static final KnownKeys SIMILAR = KnownKeys.keys("similar", "`similar`", "to", "at_least encoder");

  /// The longest name that is made of a check.
  private static final int LONGEST_NAME = 60;

  private CheckReader() {}

  static List<AnswerCheck> checks(Fields fields) {
    var checks = new ArrayList<AnswerCheck>();
    for (Fields each : fields.listed("checks", CHECK)) {
      check(each).ifPresent(checks::add);
    }
    return checks;
  }

  private static Optional<AnswerCheck> check(Fields fields) {
    List<String> kinds = RULES.stream().filter(fields::has).toList();
    if (kinds.size() != 1) {
      fields.wrong(
          fields.place(),
          fields.where(),
          "exactly one kind of check",
          "The kinds are " + String.join(", ", RULES) + ".");
      return Optional.empty();
    }
    boolean not = fields.truth("not").orElse(false);
    return rule(kinds.getFirst(), fields)
        .map(rule ->
            new AnswerCheck(
                fields.textIfAny("name").orElseGet(() -> name(not, kinds.getFirst(), fields)),
                not,
                rule));
  }

  /// `not contains: refund`.
  private static String name(boolean not, String kind, Fields fields) {
    String said =
        fields.value(kind).filter(Yaml.Scalar.class::isInstance).isPresent()
            ? ": " + fields.text(kind)
            : kind.equals("json_schema") ? "" : ": " + fields.json(kind).orElse("");
    String whole = (not ? "not " : "") + kind + said.replaceAll("\\s+", " ");
    return whole.length() > LONGEST_NAME ? whole.substring(0, LONGEST_NAME - 1) + "…" : whole;
  }

  private static Optional<CheckRule> rule(String kind, Fields fields) {
    return switch (kind) {
      case "contains" -> texts(fields).map(CheckRule.Contains::new);
      case "matches" ->
          fields
              .read(
                  kind,
                  "a regular expression",
                  "Write it as RE2 reads it, without looking ahead or back.",
                  LinearRegex::of)
              .map(CheckRule.Matches::new);
      case "json" -> json(fields);
      case "json_schema" -> schema(fields);
      case "cel" -> condition(fields);
      case "tool" -> fields.textIfAny(kind).map(CheckRule.CallsTool::new);
      case "latency_below" -> fields.duration(kind).map(CheckRule.LatencyBelow::new);
      case "first_token_below" -> fields.duration(kind).map(CheckRule.FirstTokenBelow::new);
      case "usd_below" -> fields.money(kind).map(CheckRule.CostsBelow::new);
      default -> similar(fields);
    };
  }

  private static Optional<List<String>> texts(Fields fields) {
    Optional<Yaml> value = fields.value("contains");
    return value.filter(Yaml.Sequence.class::isInstance).isPresent()
        ? Optional.of(fields.texts("contains")).filter(texts -> !texts.isEmpty())
        : fields.textIfAny("contains").map(List::of);
  }

  private static Optional<CheckRule> json(Fields fields) {
    Optional<Boolean> wanted = fields.truth("json");
    if (wanted.isPresent() && !wanted.get()) {
      fields.wrong("json", "true", "Write not: true beside json: true for the opposite.");
      return Optional.empty();
    }
    return wanted.map(each -> new CheckRule.IsJson());
  }

  private static Optional<CheckRule> schema(Fields fields) {
    if (fields.value("json_schema").filter(Yaml.Scalar.class::isInstance).isPresent()) {
      return fields.textIfAny("json_schema").map(file -> new CheckRule.FitsSchema("", file));
    }
    Optional<String> schema = fields.json("json_schema");
    Optional<String> wrong = schema.flatMap(AnswerSchema::objection);
    wrong.ifPresent(why -> fields.wrong("json_schema", "a JSON Schema", why));
    return wrong.isPresent()
        ? Optional.empty()
        : schema.map(each -> new CheckRule.FitsSchema(each, ""));
  }

  private static Optional<CheckRule> condition(Fields fields) {
    Optional<AnswerCondition.AnswerReading> reading =
        fields.textIfAny("cel").map(AnswerCondition::read);
    if (reading.isPresent()
        && reading.get() instanceof AnswerCondition.AnswerReading.Broken broken) {
      fields
          .value("cel")
          .ifPresent(value ->
              fields
                  .findings()
                  .add(
                      Problem.of(ProblemCode.INVALID_VALUE, fields.place("cel"))
                          .with("value", fields.text("cel"))
                          .with("wanted", "a condition on the answer: " + broken.why())
                          .with(
                              "hint",
                              "Its variables are answer, json, tools, model, tokens, seconds,"
                                  + " first_token and usd."),
                      value));
    }
    return reading
        .filter(AnswerCondition.AnswerReading.Ready.class::isInstance)
        .map(ready ->
            new CheckRule.Holds(((AnswerCondition.AnswerReading.Ready) ready).condition()));
  }

  private static Optional<CheckRule> similar(Fields fields) {
    if (fields.value("similar").filter(Yaml.Scalar.class::isInstance).isPresent()) {
      return fields
          .textIfAny("similar")
          .map(to ->
              new CheckRule.Similar(to, AnswerCheck.USUAL_LIKENESS, IntentNode.USUAL_ENCODER));
    }
    return fields
        .fields("similar", SIMILAR)
        .map(inner ->
            new CheckRule.Similar(
                inner.text("to"),
                inner.fraction("at_least").orElse(AnswerCheck.USUAL_LIKENESS),
                inner.textIfAny("encoder").orElse(IntentNode.USUAL_ENCODER)));
  }
}
