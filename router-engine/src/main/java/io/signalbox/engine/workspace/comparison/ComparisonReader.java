package io.signalbox.engine.workspace.comparison;

import io.signalbox.engine.graph.Place;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.ProblemCode;
import io.signalbox.engine.workspace.Fields;
import io.signalbox.engine.workspace.Findings;
import io.signalbox.engine.workspace.KnownKeys;
import io.signalbox.engine.workspace.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// Reads a comparison.
final class ComparisonReader {
  static final KnownKeys COMPARISON =
      KnownKeys.keys(
          "comparison",
          "a comparison",
          "graph prompts",
          "name models graphs checks judge system max_tokens temperature usd parallel seed");
  static final KnownKeys PROMPT =
      KnownKeys.keys(
          "prompt",
          "a prompt",
          "",
          "name text system tools metadata values checks suite csv jsonl");
  static final KnownKeys JUDGE =
      KnownKeys.keys("judge", "`judge`", "model", "base rubric both_orders");

  private static final double HOTTEST = 2;
  private static final int MOST_TOKENS = 100_000_000;
  private static final long LARGEST_SEED = 1_000_000_000_000L;

  private ComparisonReader() {}

  static Optional<ComparisonFile> read(Findings findings, Yaml root) {
    if (!(root instanceof Yaml.Mapping mapping) || mapping.entries().isEmpty()) {
      findings.add(Problem.of(ProblemCode.NOT_A_COMPARISON), root);
      return Optional.empty();
    }
    Yaml first = mapping.entries().firstEntry().getValue().key();
    Fields fields = Fields.of(findings, Place.WHOLE, mapping, first, COMPARISON);
    if (!fields.has("models") && !fields.has("graphs")) {
      findings.add(Problem.of(ProblemCode.NOT_A_COMPARISON), first);
    }
    return Optional.of(file(fields));
  }

  private static ComparisonFile file(Fields fields) {
    return new ComparisonFile(
        fields.text("name"),
        fields.text("graph"),
        fields.texts("models"),
        fields.texts("graphs"),
        prompts(fields),
        CheckReader.checks(fields),
        fields.fields("judge", JUDGE).map(ComparisonReader::judge),
        fields.textIfAny("system"),
        small(fields.whole("max_tokens", 1, MOST_TOKENS)),
        temperature(fields),
        fields.money("usd"),
        small(fields.whole("parallel", 1, ComparisonFile.MOST_PARALLEL))
            .orElse(ComparisonFile.USUAL_PARALLEL),
        fields.whole("seed", 0, LARGEST_SEED).orElse(0));
  }

  private static OptionalInt small(OptionalLong number) {
    return number.isPresent() ? OptionalInt.of((int) number.getAsLong()) : OptionalInt.empty();
  }

  private static OptionalDouble temperature(Fields fields) {
    return fields
        .read("temperature", "a number from 0 to 2", "", ComparisonReader::temperature)
        .map(OptionalDouble::of)
        .orElseGet(OptionalDouble::empty);
  }

  private static Optional<Double> temperature(String text) {
    return Optional.of(text)
        .filter(each -> each.matches("\\d(\\.\\d{1,6})?"))
        .map(Double::valueOf)
        .filter(each -> each <= HOTTEST);
  }

  private static ComparisonFile.JudgeWish judge(Fields fields) {
    return new ComparisonFile.JudgeWish(
        fields.text("model"),
        fields.textIfAny("base"),
        fields.textIfAny("rubric").filter(text -> !text.isBlank()),
        fields.truth("both_orders").orElse(true));
  }

  private static List<PromptSource> prompts(Fields fields) {
    var all = new ArrayList<PromptSource>();
    List<Yaml> items = fields.items("prompts");
    for (int i = 0; i < items.size(); i++) {
      Place place = fields.place("prompts").at(i);
      if (items.get(i) instanceof Yaml.Scalar text && !text.isEmpty()) {
        all.add(written(text.text(), place));
      } else {
        Fields prompt = Fields.of(fields.findings(), place, items.get(i), items.get(i), PROMPT);
        prompt(prompt).ifPresent(all::add);
      }
    }
    if (items.isEmpty() && fields.has("prompts")) {
      fields.wrong("prompts", "at least one prompt or file", "Write - text: … or - csv: FILE.");
    }
    return all;
  }

  private static PromptSource written(String text, Place place) {
    return new PromptSource.Written(
        "",
        text,
        Optional.empty(),
        List.of(),
        java.util.Map.of(),
        java.util.Map.of(),
        List.of(),
        place);
  }

  private static Optional<PromptSource> prompt(Fields fields) {
    long kinds = Stream.of("text", "suite", "csv", "jsonl").filter(fields::has).count();
    if (kinds != 1) {
      fields.wrong(
          fields.place(),
          fields.where(),
          "exactly one of text, suite, csv and jsonl",
          "Write - text: … or - csv: FILE.");
      return Optional.empty();
    }
    for (PromptSource.FileForm form : PromptSource.FileForm.values()) {
      String key = form.name().toLowerCase(java.util.Locale.ROOT);
      if (fields.has(key)) {
        return Optional.of(new PromptSource.FromFile(form, fields.text(key), fields.place()));
      }
    }
    return Optional.of(
        new PromptSource.Written(
            fields.text("name"),
            fields.text("text"),
            fields.textIfAny("system"),
            fields.texts("tools"),
            fields.textsByName("metadata"),
            fields.textsByName("values"),
            CheckReader.checks(fields),
            fields.place()));
  }
}
