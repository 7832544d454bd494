package io.signalbox.plugins.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.check.GraphCheck;
import io.signalbox.engine.spi.ConfigExporter;
import io.signalbox.engine.spi.ConfigExporter.Export;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.workspace.GraphText;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.json.JsonMapper;

/// Whatever names and texts a graph has, what is exported is sound to the target's own parser.
final class ExportFuzzTest {
  private static final Map<String, Provider> PROVIDERS = Samples.providers();

  @FuzzTest
  void litellm(byte[] graph) {
    exported(new LiteLlmExporter(), graph);
  }

  @FuzzTest
  void portkey(byte[] graph) {
    exported(new PortkeyExporter(), graph);
  }

  @FuzzTest
  void envoy(byte[] graph) {
    exported(new EnvoyExporter(), graph);
  }

  @FuzzTest
  void haproxy(byte[] graph) {
    exported(new HaproxyExporter(), graph);
  }

  @FuzzTest
  void nginx(byte[] graph) {
    exported(new NginxExporter(), graph);
  }

  private static void exported(ConfigExporter exporter, byte[] file) {
    GraphText text = GraphText.read("f", new String(file, StandardCharsets.UTF_8));
    if (text.isSound() && isRight(text.graph().orElseThrow())) {
      Export export = exporter.export(text.graph().orElseThrow(), PROVIDERS);
      export.files().forEach(ExportFuzzTest::parsed);
    }
  }

  private static boolean isRight(RoutingGraph graph) {
    return GraphCheck.check(
            graph, each -> ModelCard.unknown(each.provider(), each.model()), PROVIDERS.keySet())
        .stream()
        .noneMatch(Problem::isError);
  }

  private static void parsed(ConfigExporter.File file) {
    String ending = file.name().substring(file.name().lastIndexOf('.') + 1);
    switch (ending) {
      case "yaml" -> new Load(LoadSettings.builder().build()).loadFromString(file.text());
      case "json" -> JsonMapper.shared().readTree(file.text());
      case "conf" -> assertEquals(0, depth(file.text()), file.text());
      default -> assertTrue(file.text().indexOf('\0') < 0);
    }
  }

  /// Blocks that are open at the end, as nginx's own parser counts them.
  private static int depth(String conf) {
    int depth = 0;
    char quote = 0;
    for (int i = 0; i < conf.length(); i++) {
      char c = conf.charAt(i);
      if (c == '\\') {
        i++;
      } else if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '#' && (i == 0 || Character.isWhitespace(conf.charAt(i - 1)))) {
        i = Math.max(i, conf.indexOf('\n', i));
      } else if ((c == '"' || c == '\'') && i > 0 && " \t\n;{}".indexOf(conf.charAt(i - 1)) >= 0) {
        quote = c;
      } else {
        depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      }
    }
    return quote == 0 ? depth : -1;
  }
}
