package io.signalbox.plugins.importer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.signalbox.engine.graph.Model;
import io.signalbox.engine.importing.GraphImport;
import io.signalbox.engine.spi.ConfigImporter.Finding;
import io.signalbox.engine.spi.Grade;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The addresses of servers as other gateways write them. */
final class ImportAddressesTest {
  private static Model only(GraphImport.Imported imported) {
    assertEquals(1, imported.graph().models().size());
    return imported.graph().models().values().iterator().next();
  }

  private static List<Grade> grades(GraphImport.Imported imported, String field) {
    return imported.findings().stream()
        .filter(each -> each.path().endsWith(field))
        .map(Finding::grade)
        .toList();
  }

  private static GraphImport.Imported litellm(String model, String base) {
    return Imports.imported(
        "config.yaml",
        "model_list: [ { model_name: a, litellm_params: { model: %s, api_base: '%s' } } ]"
            .formatted(model, base));
  }

  @ParameterizedTest
  @CsvSource({
    "ollama/llama3, http://localhost:11434, http://localhost:11434/v1",
    "ollama_chat/llama3, http://gpu:9000/, http://gpu:9000/v1",
    "ollama/llama3, http://gpu/ollama/api/generate, http://gpu/ollama/v1",
    "ollama/llama3, http://localhost:11434/v1, http://localhost:11434/v1",
  })
  void ollamaOfLiteLlmIsCalledInOpenAisDialect(String model, String base, String url) {
    Model made = only(litellm(model, base));
    assertEquals(url, made.url().orElseThrow());
    assertEquals("ollama", made.provider());
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:11434, http://localhost:11434/v1",
    "http://gpu:9000, http://gpu:9000/v1"
  })
  void ollamaOfPortkeyIsCalledInOpenAisDialect(String host, String url) {
    var imported =
        Imports.imported(
            "config.json",
            """
            { "provider": "ollama", "custom_host": "%s", "override_params": { "model": "m" } }
            """
                .formatted(host));
    assertEquals(url, only(imported).url().orElseThrow());
    assertEquals("ollama", only(imported).provider());
  }

  @ParameterizedTest
  @CsvSource({
    "azure/a, https://r.openai.azure.com, azure, https://r.openai.azure.com/openai/v1, EXACT",
    "azure/a, https://r.openai.azure.com/openai/deployments/a, azure,"
        + " https://r.openai.azure.com/openai/v1, EXACT",
    "azure_ai/a, https://r.services.ai.azure.com/models, azure,"
        + " https://r.services.ai.azure.com/openai/v1, APPROXIMATE",
    "azure_ai/a, https://r.services.ai.azure.com/anthropic/v1/messages, anthropic,"
        + " https://r.services.ai.azure.com/anthropic, APPROXIMATE",
    "azure_ai/a, https://a.eastus.models.ai.azure.com, openai,"
        + " https://a.eastus.models.ai.azure.com/v1, MANUAL",
  })
  void azuresServersAreToldApart(
      String model, String base, String provider, String url, Grade grade) {
    var imported = litellm(model, base);
    assertEquals(provider, only(imported).provider());
    assertEquals(url, only(imported).url().orElseThrow());
    assertEquals(List.of(grade), grades(imported, "api_base"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          c.json | provider | { "provider": "azure-openai", "override_params": { "model": "m" } }
          c.toml | type     | 'models.a.routing = ["p"]\n[models.a.providers.p]\ntype = "azure"\nmodel_name = "m"'
          """)
  void providersThatAreElsewhereForEachCustomerNeedAnAddress(
      String name, String field, String text) {
    var imported = Imports.imported(name, text.replace("\\n", "\n"));
    assertFalse(only(imported).url().isPresent());
    assertEquals(List.of(Grade.MANUAL), grades(imported, field));
  }
}
