package io.signalbox.plugins.importer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.graph.Frame;
import io.signalbox.engine.importing.GraphImport;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** No comment of a source is lost. */
final class ImportCommentsTest {
  private static final String LITELLM =
      """
      # the head
      model_list:
        # above a
        - model_name: a # behind the name
          litellm_params:
            # within a
            model: openai/gpt-5.1 # behind the model

        # apart from b

        - model_name: b
          litellm_params: { model: openai/gpt-5.1-mini }
      # above the settings
      router_settings:
        num_retries: 1 # behind the retries
      # the end
      """;

  private static String note(GraphImport.Imported imported, String model) {
    return imported.graph().models().get(model).about().note().orElse("");
  }

  private static List<String> frames(GraphImport.Imported imported) {
    return imported.graph().frames().stream()
        .map(Frame::note)
        .map(each -> each.orElse(""))
        .toList();
  }

  @Test
  void commentsOfAnEntryAreItsNote() {
    var imported = Imports.imported("config.yaml", LITELLM);
    assertEquals("above a\nbehind the name\nwithin a\nbehind the model", note(imported, "a"));
    assertEquals("", note(imported, "b"));
  }

  @Test
  void otherCommentsAreNotesOnTheCanvas() {
    var imported = Imports.imported("config.yaml", LITELLM);
    assertEquals(
        List.of("the head", "apart from b\n\nabove the settings\n\nbehind the retries\nthe end"),
        frames(imported));
  }

  @Test
  void commentsOfEachProviderOfClaudeCodeRouterAreKept() {
    var imported =
        Imports.imported(
            "config.json",
            """
            { "Providers": [
                // the first
                { "name": "p", "api_base_url": "http://127.0.0.1:1/v1", "models": ["a"] },
                // the second
                { "name": "q", "api_base_url": "http://127.0.0.1:2/v1", "models": [
                    "b", // for titles
                    "c"
                ] }
              ],
              // roles
              "Router": { "default": "p,a" } }
            """);
    assertEquals("the first", note(imported, "a"));
    assertEquals("the second\nfor titles", note(imported, "b"));
    assertEquals(List.of("roles"), frames(imported));
  }

  @Test
  void commentsOfTomlAreKept() {
    var imported =
        Imports.imported(
            "tensorzero.toml",
            """
            # all models
            [models.m]
            routing = ["p"] # one only
            # where it is
            [models.m.providers.p]
            type = "openai"
            model_name = "gpt-5.1" # pinned
            """);
    String all = note(imported, "m") + frames(imported);
    for (String each : List.of("all models", "one only", "where it is", "pinned")) {
      assertTrue(all.contains(each), all);
    }
  }

  @Test
  void whatNotesCannotHoldIsSaid() {
    String many =
        IntStream.range(0, 400)
            .mapToObj(i -> "x" + i + ": 1 # remark number " + i + " with some more words\n")
            .collect(Collectors.joining());
    var imported = Imports.imported("config.yaml", LITELLM + many);
    assertTrue(
        imported.findings().stream().anyMatch(each -> each.reason().contains("notes are full")),
        Imports.rows(imported));
    String longer = "x".repeat(1_200);
    var other = Imports.imported("config.yaml", LITELLM.replace("within a", longer));
    assertTrue(
        other.findings().stream().anyMatch(each -> each.reason().contains("its end was left out")));
  }
}
