package io.signalbox.engine.workspace;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.signalbox.engine.graph.BalanceNode;
import io.signalbox.engine.graph.BudgetNode;
import io.signalbox.engine.graph.IntentNode;
import io.signalbox.engine.graph.NodeKind;
import io.signalbox.engine.graph.RewriteNode;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.graph.SplitNode;
import io.signalbox.engine.plan.PlanKeys;
import io.signalbox.engine.plan.Plans;
import io.signalbox.engine.workspace.comparison.ComparisonKeys;
import io.signalbox.engine.workspace.comparison.ComparisonText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON Schemas say what the readers do. */
final class SchemaTest {
  private static final String GRAPH = "graph.schema.json";
  private static final String SUITE = "suite.schema.json";
  private static final String COMPARISON = "comparison.schema.json";
  private static final String PLANS = "plans.schema.json";

  /** What no schema can see: texts that are no YAML, conditions, zones, keys that stand twice. */
  private static final Set<String> NO_MATTER_OF_SCHEMA =
      Set.of("conditions.yaml", "twice.yaml", "version.yaml");

  @TestFactory
  Stream<DynamicTest> schemaAgreesWithTheReader() throws IOException {
    return Golden.files(".yaml").stream()
        .filter(file -> !NO_MATTER_OF_SCHEMA.contains(file.getFileName().toString()))
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> agree(file)));
  }

  private static void agree(Path file) throws IOException {
    String text = Files.readString(file);
    String schema = schemaOf(file);
    boolean sound =
        switch (schema) {
          case SUITE -> SuiteText.read("f", text).isSound();
          case COMPARISON -> ComparisonText.read("f", text).isSound();
          case PLANS -> Plans.read("f", text).problems().isEmpty();
          default -> GraphText.read("f", text).isSound();
        };
    YamlReader.read(new Findings(new Source("f", text)))
        .ifPresent(root -> agree(schema, JsonText.of(root), sound));
  }

  private static String schemaOf(Path file) {
    String name = file.toString();
    return name.endsWith("plans.yaml")
        ? PLANS
        : name.endsWith("suite.yaml") ? SUITE : name.endsWith("compare.yaml") ? COMPARISON : GRAPH;
  }

  private static void agree(String schema, String json, boolean sound) {
    var errors = schema(schema).validate(json, InputFormat.JSON);
    assertEquals(sound, errors.isEmpty(), errors + "\n" + json);
  }

  @ParameterizedTest
  @CsvSource({
    "1m, true", "527040m, true", "8784h, true", "366d, true", "5h, true", "month, true",
    "0m, false", "527041m, false", "8785h, false", "367d, false", "05h, false", "90s, false"
  })
  void timesOfPlansHaveTheSameLimitsInSchemaAndReader(String per, boolean sound) {
    String text = "plans: [ { id: a, models: [ a/b ], quotas: [ { requests: 1, per: %s } ] } ]";
    String plan = text.formatted(per);
    assertEquals(sound, Plans.read("f", plan).problems().isEmpty());
    YamlReader.read(new Findings(new Source("f", plan)))
        .ifPresent(root -> agree(PLANS, JsonText.of(root), sound));
  }

  @Test
  void writtenGraphsAreValid() {
    for (int seed = 0; seed < 100; seed++) {
      String text = GraphText.write(new RandomGraph(new Random(seed)).graph());
      if (GraphText.read("f", text).isSound()) {
        Yaml root = YamlReader.read(new Findings(new Source("f", text))).orElseThrow();
        agree(GRAPH, JsonText.of(root), true);
      }
    }
  }

  @Test
  void keysAreTheSame() throws IOException {
    List<KnownKeys> graph =
        new ArrayList<>(
            List.of(KnownKeys.GRAPH, KnownKeys.MODEL, KnownKeys.PROMISE, KnownKeys.FRAME));
    NodeKind.all().stream()
        .flatMap(kind -> kind.format().stream())
        .map(KnownKeys::of)
        .forEach(graph::add);
    Stream.of(
            RulesNode.RULE,
            IntentNode.CLASS,
            BudgetNode.TIER,
            SplitNode.SHARE,
            BalanceNode.WHERE,
            RewriteNode.SYSTEM)
        .map(KnownKeys::of)
        .forEach(graph::add);
    List<KnownKeys> suite =
        List.of(
            KnownKeys.SUITE,
            KnownKeys.CASE,
            KnownKeys.REQUEST,
            KnownKeys.MESSAGE,
            KnownKeys.GIVEN,
            KnownKeys.STAY,
            KnownKeys.SPEND,
            KnownKeys.HEALTH,
            KnownKeys.ANSWER,
            KnownKeys.FAULT,
            KnownKeys.EXPECT,
            KnownKeys.EXPECTED_ANSWER);
    assertEquals(known(graph), written(GRAPH));
    assertEquals(known(suite), written(SUITE));
    assertEquals(known(ComparisonKeys.all()), written(COMPARISON));
    assertEquals(known(PlanKeys.all()), written(PLANS));
  }

  private static String known(List<KnownKeys> all) {
    return all.stream()
        .map(keys -> line(keys.place(), keys.all(), keys.required()))
        .sorted()
        .collect(joining("\n"));
  }

  private static String written(String schema) throws IOException {
    JsonNode places = JsonMapper.shared().readTree(text(schema)).get("$defs");
    List<String> lines = new ArrayList<>();
    for (String place : places.propertyNames()) {
      JsonNode keys = places.get(place);
      if (keys.has("properties") && !place.equals("node")) {
        List<String> required = new ArrayList<>();
        keys.path("required").forEach(each -> required.add(each.asString()));
        lines.add(line(place, keys.get("properties").propertyNames(), required));
      }
    }
    return lines.stream().sorted().collect(joining("\n"));
  }

  private static String line(
      String place, java.util.Collection<String> keys, java.util.Collection<String> required) {
    return place + ": " + new TreeSet<>(keys) + " must " + new TreeSet<>(required);
  }

  @Test
  void schemaIsItselfValid() throws IOException {
    assertFalse(text(GRAPH).isBlank());
    assertEquals(
        List.of(), schema(SUITE).validate("{\"graph\":\"g\",\"cases\":[]}", InputFormat.JSON));
  }

  private static Schema schema(String name) {
    try {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(text(name));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String text(String name) throws IOException {
    try (InputStream in = Objects.requireNonNull(GraphText.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
