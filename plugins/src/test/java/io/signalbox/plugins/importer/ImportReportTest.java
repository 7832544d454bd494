package io.signalbox.plugins.importer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.importing.GraphImport;
import io.signalbox.engine.spi.Grade;
import org.junit.jupiter.api.Test;

/** What the report says of each field, and how it stands in the file. */
final class ImportReportTest {
  private static Grade grade(GraphImport.Imported imported, String path) {
    return imported.findings().stream()
        .filter(each -> each.path().equals(path))
        .findFirst()
        .orElseThrow()
        .grade();
  }

  @Test
  void unknownFieldsOfAnItemAreNotCarriedOver() {
    var imported =
        Imports.imported(
            "config.yaml",
            """
            model_list:
              - model_name: a
                flavour: odd
                litellm_params: { model: openai/gpt-5.1, brand_new: 1, extra_body: { deep: 1 } }
            """);
    assertEquals(Grade.UNSUPPORTED, grade(imported, "model_list[0].litellm_params.brand_new"));
    assertEquals(Grade.UNSUPPORTED, grade(imported, "model_list[0].flavour"));
    assertEquals(Grade.EXACT, grade(imported, "model_list[0].model_name"));
    assertEquals(
        Grade.APPROXIMATE, grade(imported, "model_list[0].litellm_params.extra_body.deep"));
  }

  @Test
  void onlyTheWrapperThatWasOpenedIsLookedThrough() {
    var imported =
        Imports.imported(
            "config.json",
            """
            { "config": { "provider": "openai", "override_params": { "model": "gpt-5.1" } },
              "other": { "provider": "x" } }
            """);
    assertEquals(Grade.EXACT, grade(imported, "config.provider"));
    assertEquals(Grade.UNSUPPORTED, grade(imported, "other.provider"));
  }

  @Test
  void commentsOfTheReportAreOneLineEach() {
    var imported =
        Imports.imported(
            "config.json",
            "{ \"provider\": \"openai\", \"override_params\": { \"model\": \"gpt-5.1\" },"
                + " \"a\\nnodes: {}\\u2028b\": 1 }");
    String text = imported.annotated();
    assertTrue(text.lines().takeWhile(each -> each.startsWith("#")).count() > 1, text);
    assertFalse(text.contains("\r"), text);
    assertFalse(text.contains("\nnodes: {}\u2028"), text);
    assertTrue(text.startsWith("# line 1: unsupported: "), text);
    assertTrue(text.contains("nodes:{}?b\"]: "), text);
  }
}
