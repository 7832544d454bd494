package io.signalbox.engine.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What is written about the kinds of nodes is what their formats say. */
final class FormatPagesTest {
  private static final Path SCHEMA =
      Path.of("src/main/resources/io/signalbox/engine/workspace/graph.schema.json");
  private static final Path PAGE = Path.of("../docs/graph-format.md");
  private static final DefaultPrettyPrinter LAYOUT =
      new DefaultPrettyPrinter(
              Separators.createDefaultInstance()
                  .withObjectNameValueSpacing(Separators.Spacing.AFTER))
          .withArrayIndenter(new DefaultIndenter("  ", "\n"))
          .withObjectIndenter(new DefaultIndenter("  ", "\n"));

  @Test
  void schemaHasTheFieldsOfEveryKind() throws IOException {
    JsonMapper json = JsonMapper.shared();
    ObjectNode schema = (ObjectNode) json.readTree(Files.readString(SCHEMA));
    ObjectNode all = (ObjectNode) schema.get("$defs");
    for (Map.Entry<String, ObjectNode> each : FormatSchema.definitions().entrySet()) {
      all.set(each.getKey(), each.getValue());
    }
    Golden.check(
        SCHEMA,
        json.writer()
                .with(LAYOUT)
                .with(SerializationFeature.INDENT_OUTPUT)
                .writeValueAsString(schema)
            + "\n");
  }

  @Test
  void pageHasTheFieldsOfEveryKind() throws IOException {
    Golden.check(PAGE, with(Files.readString(PAGE), "kinds", FormatTable.text()));
  }

  @Test
  void pageHasEveryVariableOfConditions() throws IOException {
    Golden.check(PAGE, with(Files.readString(PAGE), "variables", FormatTable.signals()));
  }

  private static String with(String page, String name, String table) {
    String begin = "<!-- " + name + ": made from the code -->\n";
    String end = "<!-- end of " + name + " -->\n";
    return page.substring(0, page.indexOf(begin) + begin.length())
        + table
        + page.substring(page.indexOf(end));
  }
}
