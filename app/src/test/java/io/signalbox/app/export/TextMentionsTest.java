package io.signalbox.app.export;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.signalbox.engine.spi.ConfigExporter.File;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Where parts of a graph are in the files of an export.
final class TextMentionsTest {
  private static final List<String> IDS = List.of("triage", "opus", "gpt");

  @Test
  void lineOfItsOwnIsBetterThanOneThatNamesTheWholeGraph() {
    List<File> files =
        List.of(
            new File("config.yaml", "models: [opus]\ngraph: \"triage: opus, gpt\"\n"),
            new File("graph.json", "[\n  \"triage\",\n  \"gpt\"\n]\n"));
    assertEquals("graph.json:2", spot("triage", files));
    assertEquals("config.yaml:1", spot("opus", files));
    assertEquals("graph.json:3", spot("gpt", files));
  }

  @Test
  void partOfLongerNameIsNoMention() {
    assertEquals("none", spot("gpt", List.of(new File("a", "gpt-5\nmy_gpt\n"))));
  }

  private static String spot(String name, List<File> files) {
    Optional<TextMentions.Spot> spot = TextMentions.of(List.of(name), IDS, files);
    return spot.map(Object::toString).orElse("none");
  }
}
