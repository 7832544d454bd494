package io.signalbox.plugins.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.RejectNode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.spi.ConfigExporter;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.workspace.GraphText;
import io.signalbox.plugins.export.apisix.ApisixExporter;
import io.signalbox.plugins.export.kong.KongExporter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What gateways get that cannot be run here is held against what their schemas allow. */
final class GatewaySchemasTest {
  private static final int GRAPHS = 200;
  private static final Pattern PLACE = Pattern.compile("\\$\\{\\{\\s*(\\w+[:=]?.*?)\\s*}}");

  static Stream<ConfigExporter> exporters() {
    return Stream.of(new KongExporter(), new ApisixExporter());
  }

  @ParameterizedTest
  @MethodSource("exporters")
  void exportsAreWhatTheSchemaAllows(ConfigExporter exporter) throws IOException {
    Schema schema = schema(exporter.id());
    var graphs = new LinkedHashMap<>(Samples.all());
    for (int seed = 0; seed < GRAPHS; seed++) {
      graphs.put("seed " + seed, GeneratedGraphs.by(seed));
    }
    graphs.forEach((name, graph) ->
        assertEquals(List.of(), broken(schema, read(exporter, graph, Samples.providers())), name));
    Desks.all()
        .forEach((name, graph) ->
            assertEquals(List.of(), broken(schema, read(exporter, graph, Desks.PROVIDERS)), name));
  }

  @ParameterizedTest
  @MethodSource("exporters")
  void schemaFindsWhatIsWrong(ConfigExporter exporter) throws IOException {
    Schema schema = schema(exporter.id());
    var desk = Desks.supportDesk().withPromises(List.of()); // Kong would call one model only
    String right = read(exporter, desk, Desks.PROVIDERS);
    assertEquals(List.of(), broken(schema, right));
    for (String member : List.of("\"priority\":", "\"weight\":", "\"plugins\":", "\"provider\":")) {
      assertTrue(right.contains(member), member);
      String wrong = right.replace(member, member.replaceFirst("\"(.*?)\"", "\"x$1\""));
      assertFalse(broken(schema, wrong).isEmpty(), member);
    }
  }

  @ParameterizedTest
  @MethodSource("exporters")
  void namesComeBackAsTheyWentIn(ConfigExporter exporter) {
    var odds = new OddGraphs(20_261_201);
    for (int i = 0; i < GRAPHS; i++) {
      OddGraphs.Odd odd = odds.next();
      JsonNode file = JsonMapper.shared().readTree(read(exporter, odd.graph(), Desks.PROVIDERS));
      String member = exporter.id().equals("kong") ? "name" : "model";
      assertTrue(file.findValuesAsString(member).contains(odd.name()), file.toString());
      if (exporter.id().equals("apisix")) {
        assertTrue(file.findValuesAsString("stop").contains(odd.value()), file.toString());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("exporters")
  void refusalsAreAnsweredAsTheGraphSays(ConfigExporter exporter) {
    String message = Desks.HOSTILE.replace("$", "");
    var refusing = new RejectNode("no", About.NOTHING, 451, message);
    var graph =
        RoutingGraph.empty("No")
            .withNodes(new LinkedHashMap<>(Map.of("no", refusing)))
            .withStart("no");
    JsonNode file = JsonMapper.shared().readTree(read(exporter, graph, Desks.PROVIDERS));
    boolean kong = exporter.id().equals("kong");
    assertEquals(451, file.findValue(kong ? "status_code" : "http_status").asInt());
    assertEquals(message, file.findValue(kong ? "message" : "body").asString());
  }

  @Test
  void nothingButKeysIsReadAsAVariable() {
    var leaf =
        Desks.hostileNames()
            .models()
            .firstEntry()
            .getValue()
            .withParams(Map.of("stop", Scripts.json("${{HOME}} \"Bearer ${{HOME}}\"")));
    var graph =
        RoutingGraph.empty("${{HOME}}")
            .withModels(new LinkedHashMap<>(Map.of("m", leaf.withId("m"))))
            .withStart("m");
    String text = new ApisixExporter().export(graph, Desks.PROVIDERS).files().getFirst().text();
    assertEquals(
        List.of("ACME_API_KEY"), PLACE.matcher(text).results().map(each -> each.group(1)).toList());
  }

  /** A comparison, a negation, a list, and a label that may stand in the body. */
  @Test
  void conditionsAreSaidInEachGatewaysWords() {
    String rule = "headers[\"x-team\"] in [\"a\\\"b\", \"c\"] && !(user == \"paid\")";
    String label = "headers[\"x-team\"] != \"c\" && metadata.tier == \"paid\"";
    assertEquals(
        "http.path == \"/v1/chat/completions\" && ((!(any(http.headers.x_team) == \"c\")) &&"
            + " ((any(http.headers.x_signalbox_metadata) ~"
            + " \"(^|,)[[:blank:]]*tier[[:blank:]]*=[[:blank:]]*paid[[:blank:]]*(,|$)\") &&"
            + " (!(any(http.headers.x_signalbox_metadata) ~"
            + " \"(^|,)[[:blank:]]*tier[[:blank:]]*=.*,[[:blank:]]*tier[[:blank:]]*=\"))))",
        first(new KongExporter(), label).get("expression").asString());
    assertEquals(
        "[[\"AND\",[\"OR\",[\"http_x_team\",\"==\",\"a\\\"b\"],[\"http_x_team\",\"==\",\"c\"]],"
            + "[\"post_arg.user\",\"!\",\"==\",\"paid\"]]]",
        first(new ApisixExporter(), rule).get("vars").toString());
    assertEquals(
        "[[\"AND\",[\"http_x_team\",\"!\",\"==\",\"c\"],"
            + "[\"OR\",[\"http_x_signalbox_metadata\",\"~~\","
            + "\"(^|,)[[:blank:]]*tier[[:blank:]]*="
            + "(?!.*,[[:blank:]]*tier[[:blank:]]*=)[[:blank:]]*paid[[:blank:]]*(,|$)\"],"
            + "[\"AND\",[\"http_x_signalbox_metadata\",\"!\",\"~~\","
            + "\"(^|,)[[:blank:]]*tier[[:blank:]]*=\"],"
            + "[\"post_arg.metadata.tier\",\"==\",\"paid\"]]]]]",
        first(new ApisixExporter(), label).get("vars").toString());
  }

  /** It sees no labels in bodies: their negation would hold for too many requests. */
  @Test
  void labelThatIsHalfSeenIsNeitherNegatedNorPromised() {
    var negated = first(new KongExporter(), "metadata.tier != \"paid\"");
    assertEquals("http.path == \"/v1/chat/completions\"", negated.get("expression").asString());
    RoutingGraph desk = Desks.supportDesk();
    assertTrue(desk.promises().stream().anyMatch(each -> each.when().isPresent()));
    String text = read(new KongExporter(), desk, Desks.PROVIDERS);
    assertFalse(text.contains(".kept"), text);
  }

  @ParameterizedTest
  @MethodSource("exporters")
  void waysOfIdsThatLookLikeWaysAreAllWritten(ConfigExporter exporter) {
    JsonNode routes =
        routes(
            exporter,
            """
              a: { kind: rules, rules: [ { when: 'headers.x == "1"', to: b } ], otherwise: a-1_b }
              b: { kind: rules, rules: [ { when: 'headers.y == "1"', to: m } ], otherwise: n }
              a-1_b: { kind: rules, rules: [ { when: 'headers.z == "1"', to: n } ], otherwise: m }
            """);
    assertEquals(4, routes.size());
    var names = routes.valueStream().map(each -> each.get("name").asString()).toList();
    assertEquals(4, names.stream().distinct().count(), names.toString());
  }

  @Test
  void ruleThatReadsWhatARewriteBeforeItSetsIsLeftOut() {
    JsonNode routes =
        routes(
            new ApisixExporter(),
            """
              a: { kind: rewrite, set: { max_tokens: 100 }, to: b }
              b: { kind: rules, rules: [ { when: max_tokens > 50, to: m }, { when: stream, to: m } ], otherwise: n }
            """);
    assertEquals(2, routes.size(), routes.toString());
    assertFalse(routes.findValues("vars").toString().contains("max_tokens"));
  }

  private static JsonNode routes(ConfigExporter exporter, String nodes) {
    String yaml =
        """
        signalbox: 1
        name: d
        start: a
        models: { m: { provider: openai, model: m }, n: { provider: openai, model: n } }
        nodes:
        """
            + nodes;
    RoutingGraph graph = GraphText.read("g", yaml).graph().orElseThrow();
    return JsonMapper.shared()
        .readTree(read(exporter, graph, Samples.providers()))
        .findValue("routes");
  }

  private static JsonNode first(ConfigExporter exporter, String rule) {
    RoutingGraph graph =
        GraphText.read(
                "g",
                """
                signalbox: 1
                name: d
                start: r
                models: { a: { provider: openai, model: a }, b: { provider: openai, model: b } }
                nodes:
                  r: { kind: rules, rules: [ { when: '%s', to: a } ], otherwise: b }
                """
                    .formatted(rule))
            .graph()
            .orElseThrow();
    return JsonMapper.shared()
        .readTree(read(exporter, graph, Samples.providers()))
        .findValue("routes")
        .get(0);
  }

  /** The YAML as JSON; of APISIX as it reads it, with the variables put in before. */
  private static String read(
      ConfigExporter exporter, RoutingGraph graph, Map<String, Provider> providers) {
    String text = exporter.export(graph, providers).files().getFirst().text();
    assertTrue(text.matches("[ -~\n]*"), text);
    String put = exporter.id().equals("apisix") ? PLACE.matcher(text).replaceAll("KEY") : text;
    return JsonMapper.shared()
        .writeValueAsString(new Load(LoadSettings.builder().build()).loadFromString(put));
  }

  private static List<String> broken(Schema schema, String json) {
    return schema.validate(json, InputFormat.JSON).stream()
        .map(error -> error.getInstanceLocation() + " " + error.getMessage())
        .limit(5)
        .toList();
  }

  private static Schema schema(String gateway) throws IOException {
    String name = "/schemas/" + gateway + ".schema.json";
    try (InputStream in =
        Objects.requireNonNull(GatewaySchemasTest.class.getResourceAsStream(name))) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(new String(in.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
    }
  }
}
