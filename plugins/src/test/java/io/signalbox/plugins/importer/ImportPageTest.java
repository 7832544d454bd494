package io.signalbox.plugins.importer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.spi.ConfigImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page about imports has the table of each importer's fields. */
final class ImportPageTest {
  private static final Path PAGE = Path.of("../docs/import.md");
  private static final boolean WRITE = "write".equals(System.getenv("SIGNALBOX_GOLDEN"));

  @Test
  void pageSaysWhatBecomesOfEachField() throws IOException {
    String page = Files.readString(PAGE);
    String wanted = page;
    for (ConfigImporter importer : Imports.PLUGINS.importers()) {
      String start = "<!-- " + importer.id() + ": made from the code -->\n";
      String end = "<!-- end of " + importer.id() + " -->";
      assertTrue(wanted.contains(start) && wanted.contains(end), "no table of " + importer.id());
      wanted =
          wanted.substring(0, wanted.indexOf(start) + start.length())
              + table(importer)
              + wanted.substring(wanted.indexOf(end));
    }
    if (WRITE && !page.equals(wanted)) {
      Files.writeString(PAGE, wanted);
      throw new AssertionError("written anew: " + PAGE + "; look at it and run again");
    }
    assertEquals(wanted, page);
  }

  private static String table(ConfigImporter importer) {
    var rows = new LinkedHashMap<String, String>();
    importer
        .fields()
        .forEach(each ->
            rows.merge(
                "| " + each.grade().id() + " | " + each.becomes() + " |",
                "`" + each.path() + "`",
                (one, other) -> one + ", " + other));
    return "| field | grade | becomes |\n|---|---|---|\n"
        + rows.entrySet().stream()
            .map(each -> "| " + each.getValue() + " " + each.getKey() + "\n")
            .collect(Collectors.joining());
  }
}
