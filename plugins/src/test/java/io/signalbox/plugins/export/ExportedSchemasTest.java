package io.signalbox.plugins.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.spi.ConfigExporter;
import io.signalbox.engine.spi.Provider;
import io.signalbox.plugins.export.agentgateway.AgentgatewayExporter;
import io.signalbox.plugins.export.aigateway.EnvoyAiGatewayExporter;
import io.signalbox.plugins.export.hosted.OpenRouterExporter;
import io.signalbox.plugins.export.hosted.TokenMixExporter;
import io.signalbox.plugins.export.vllmsr.VllmSemanticRouterExporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.json.JsonMapper;

/**
 * Exports to gateways that are not run here, for all samples and 200 random graphs: they are YAML
 * or JSON, hold no dollar sign but those of keys, and fit the gateway's published schema where a
 * copy lies beside the project. With SIGNALBOX_EXPORTS=DIR they are also written there, for
 * scripts/gateways/schemas.sh.
 */
final class ExportedSchemasTest {
  private static final int GRAPHS = 200;

  private static final Map<String, Provider> PROVIDERS = Samples.providers();

  private static final List<ConfigExporter> EXPORTERS =
      List.of(
          new AgentgatewayExporter(),
          new EnvoyAiGatewayExporter(),
          new VllmSemanticRouterExporter(),
          new OpenRouterExporter(),
          new TokenMixExporter());

  private static Map<String, RoutingGraph> graphs() {
    var all = new LinkedHashMap<>(Samples.all());
    all.putAll(Desks.all());
    for (int seed = 0; seed < GRAPHS; seed++) {
      all.put("random-" + seed, new RandomGraphs(seed).next());
    }
    return all;
  }

  @Test
  void filesAreSoundToTheirParsers() throws IOException {
    for (Map.Entry<String, RoutingGraph> each : graphs().entrySet()) {
      for (ConfigExporter exporter : EXPORTERS) {
        var export = exporter.export(each.getValue(), PROVIDERS);
        assertFalse(export.report().isEmpty());
        for (ConfigExporter.File file : export.files()) {
          parsed(file);
          written(exporter.id(), each.getKey(), file);
        }
      }
    }
  }

  private static void parsed(ConfigExporter.File file) {
    assertTrue(file.text().matches("[ -~\n]*"), file.text());
    if (file.name().endsWith(".json")) {
      JsonMapper.shared().readTree(file.text());
    } else {
      for (Object document :
          new Load(LoadSettings.builder().build()).loadAllFromString(file.text())) {
        assertTrue(document instanceof Map<?, ?>, file.text());
      }
    }
  }

  private static void written(String target, String graph, ConfigExporter.File file)
      throws IOException {
    String directory = System.getenv("SIGNALBOX_EXPORTS");
    if (directory != null) {
      Path at = Path.of(directory).resolve(target).resolve(graph);
      Files.createDirectories(at);
      Files.writeString(at.resolve(file.name()), file.text());
    }
  }

  @Test
  void agentgatewayFindsNoVariablesButKeys() {
    for (RoutingGraph graph : graphs().values()) {
      String text = new AgentgatewayExporter().export(graph, PROVIDERS).files().getFirst().text();
      String without = text.replaceAll("key: \"\\$[A-Za-z_][A-Za-z0-9_]*\"\n", "");
      assertFalse(without.contains("$"), without);
      assertFalse(text.startsWith("~"), text);
    }
  }

  @Test
  void agentgatewaysFitItsSchema() throws IOException {
    Optional<Path> file = beside("shared/data/gateways/agentgateway-config.schema.json");
    assumeTrue(file.isPresent(), "agentgateway's schema is not beside the project");
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(file.get()));
    assertFalse(
        schema.validate("{\"gateways\":{\"default\":{\"prot\":1}}}", InputFormat.JSON).isEmpty(),
        "the schema refuses nothing");
    graphs()
        .forEach((name, graph) -> {
          String text =
              new AgentgatewayExporter().export(graph, PROVIDERS).files().getFirst().text();
          Object config = new Load(LoadSettings.builder().build()).loadFromString(text);
          assertEquals(
              List.of(),
              schema.validate(JsonMapper.shared().writeValueAsString(config), InputFormat.JSON),
              name + "\n" + text);
        });
  }

  private static Optional<Path> beside(String file) {
    return Stream.iterate(Path.of("").toAbsolutePath(), each -> each != null, Path::getParent)
        .map(each -> each.resolve(file))
        .filter(Files::exists)
        .findFirst();
  }
}
