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

  @ParameterizedTest
  @CsvSource({
    "'', http://gpu:9000/v1",
    "'pathPrefix: /api/v2,', http://gpu:9000/api/v2",
    "'pathOverride: /x/chat/completions,', http://gpu:9000/x",
  })
  void pathsOfAgentgatewayArePartOfTheAddress(String path, String url) {
    var routed =
        Imports.imported(
            "config.yaml",
            """
            binds: [ { port: 1, listeners: [ { routes: [ { backends: [ { ai: { name: a,
              %s hostOverride: "gpu:9000", provider: { openAI: { model: m } },
              policies: { odd: 1 } } } ] } ] } ] } ]
            """
                .formatted(path));
    assertEquals(url, only(routed).url().orElseThrow());
    assertEquals(List.of(Grade.MANUAL), grades(routed, "policies.odd"));
    var model =
        Imports.imported(
            "config.yaml",
            """
            llm: { models: [ { name: a, provider: openAI,
              params: { model: m, %s hostOverride: "gpu:9000" } } ] }
            """
                .formatted(path));
    assertEquals(url, only(model).url().orElseThrow());
  }

  @ParameterizedTest
  @CsvSource({"pathPrefix", "pathOverride"})
  void pathsOfAgentgatewayAtTheProviderAreForAPerson(String field) {
    var routed =
        Imports.imported(
            "config.yaml",
            """
            binds: [ { listeners: [ { routes: [ { backends: [ { ai: { name: a,
              %s: /x, provider: { openAI: { model: m } } } } ] } ] } ] } ]
            """
                .formatted(field));
    assertEquals(List.of(Grade.MANUAL), grades(routed, field));
  }

  private static String envoy(String route) {
    return """
    static_resources:
      listeners: [ { filter_chains: [ { filters: [ { typed_config: { route_config: {
        virtual_hosts: [ { routes: [ ROUTE ] } ] } } } ] } ] } ]
      clusters:
      - name: a
        load_assignment: { endpoints: [ { lb_endpoints: [ { endpoint: { address: {
          socket_address: { address: gpu, port_value: 9000 } } } } ] } ] }
    """
        .replace("ROUTE", route);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          { prefix: / }                    |                               | /v1
          { prefix: /v1/ }                 |                               | /v1
          { prefix: /v1/chat/completions } |                               | /v1
          { prefix: /openai/v1 }           |                               | /openai/v1
          { prefix: /gpt }                 |                               | /gpt/v1
          { prefix: /gpt/ }                | , prefix_rewrite: /           | /v1
          { prefix: /v1 }                  | , prefix_rewrite: /api/v3     | /api/v3
          { prefix: /gpt }                 | , prefix_rewrite: /api        | /api/v1
          { path: /x }                     | , prefix_rewrite: /y/v1/chat/completions | /y/v1
          { safe_regex: { regex: /a.* } }  |                               | /v1
          """)
  void pathsOfEnvoysRoutesArePartOfTheAddress(String match, String rewrite, String path) {
    var imported =
        Imports.imported(
            "envoy.yaml",
            envoy(
                "{ match: %s, route: { cluster: a%s } }"
                    .formatted(match, rewrite == null ? "" : rewrite)));
    assertEquals("http://gpu:9000" + path, only(imported).url().orElseThrow());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          location / { proxy_pass http://gpu:9000; }             | /v1
          location /gpt/ { proxy_pass http://gpu:9000; }         | /gpt/v1
          location /openai/v1/ { proxy_pass http://gpu:9000; }   | /openai/v1
          location /gpt/ { proxy_pass http://gpu:9000/api/v2/; } | /api/v2
          location /gpt/ { rewrite ^/gpt(.*) $1 break; proxy_pass http://gpu:9000; } | /v1
          """)
  void pathsOfNginxsLocationsArePartOfTheAddress(String location, String path) {
    var imported = Imports.imported("nginx.conf", "http {\n server {\n " + location + "\n}\n}\n");
    assertEquals("http://gpu:9000" + path, only(imported).url().orElseThrow());
  }
}
