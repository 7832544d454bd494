package io.signalbox.plugins.importer;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of other programs are named, broken ones have an error with its place. */
final class RecognitionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Hermes Agent    | model: { default: gpt-5.1, provider: openrouter, base_url: x }
          Docker Compose  | services: { proxy: { image: litellm } }
          Kubernetes      | { apiVersion: v1, kind: ConfigMap }
          Signalbox       | { signalbox: 1, nodes: {}, models: {} }
          Envoy           | { version_info: "1", resources: [] }
          Traefik         | entryPoints: { web: { address: ":80" } }
          APISIX          | { routes: [ { id: 1 } ], upstreams: [] }
          Kong            | _format_version: "3.0"
          opencode        | { $schema: "https://opencode.ai/config.json", model: openai/gpt-4o, provider: { order: [] } }
          opencode        | { $schema: "https://opencode.ai/config.json", models: [ openai/gpt-4o ] }
          Hermes Agent    | { model: { default: a, provider: b }, model_list: [ { litellm_params: { model: openai/a } } ] }
          integrations    | integrations: [ { slug: a, provider: openai } ]
          """)
  void otherProgramsFilesAreNamed(String whose, String text) {
    String why = Imports.refused("config.yaml", text);
    assertTrue(why.contains(whose), why);
    assertTrue(why.contains("LiteLLM"), why);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ models: [ openai/gpt-4o ], theme: dark, agents: [], keys: 1 }",
        "{ model: openai/gpt-4o, provider: { anthropic: { options: {} } } }",
        "{ model: openai/gpt-4o, provider: { order: [ a ] }, x: 1, y: 2, z: 3 }",
        "{ models: [ openai/gpt-4o ], provider: openai }",
        "{ provider: openai, model: gpt-4o }",
        "{ retry: 3, cache: true }",
        "{ retry: { attempts: 3 }, jobs: 2 }",
        "targets: [ { host: a, port: 1 } ]",
      })
  void filesThatShareAFewWordsAreNotTakenForAGateways(String text) {
    assertTrue(Imports.refused("config.yaml", text).contains("looks like none"), text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a config of Portkey              | c.json | { "provider": "openai", "api_key": "x", "retry": { "attempts": 3 }, "cache": { "mode": "simple" } }
          a config of Portkey              | c.json | { "retry": { "attempts": 3 }, "cache": { "mode": "simple" } }
          a config of Portkey              | c.json | { "targets": [ { "provider": "openai" }, { "provider": "groq" } ] }
          a config of Portkey              | c.json | { "integrations": [], "strategy": { "mode": "single" }, "targets": [ { "provider": "openai" } ] }
          a request to OpenRouter          | c.json | { "models": [ "openai/gpt-4o", "x/y" ] }
          a request to OpenRouter          | c.json | { "model": "openai/gpt-4o", "messages": [], "brand_new": 1 }
          a configuration of Bifrost       | c.json | { "providers": { "openai": { "keys": [ { "value": "env.A", "models": ["m"] } ] } } }
          a configuration of agentgateway  | c.yaml | llm: { models: [ { name: a, provider: openAI } ] }
          a configuration of agentgateway  | c.yaml | binds: [ { port: 1, listeners: [] } ]
          a configuration of vLLM Semantic Router | c.yaml | { vllm_endpoints: [], default_model: a }
          a configuration of vLLM Semantic Router | c.yaml | { providers: { models: [] }, routing: { decisions: [] } }
          a bootstrap file of Envoy        | c.yaml | static_resources: { listeners: [], clusters: [] }
          a bootstrap file of Envoy        | c.json | { "static_resources": { "clusters": [] } }
          a configuration of nginx         | nginx.conf | 'http { upstream a { server b:1; }\n}'
          a configuration of nginx         | models | 'server {\n  location / { proxy_pass http://a; }\n}\nuser x;'
          """)
  void filesThatLookAlikeAreToldApart(String whose, String name, String text) {
    String source = Imports.imported(name, text.replace("\\n", "\n")).source();
    assertTrue(source.equals(whose), source);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nginx.conf:1: | http { server {
          nginx.conf:2: | 'http {\n server { listen "80; } }'
          nginx.conf:1: | 'http { server { listen 80 } }'
          nginx.conf:3: | 'http { server { } }\nuser a;\n}'
          """)
  void brokenNginxIsSaidWithItsPlace(String place, String text) {
    String why = Imports.refused("nginx.conf", text.replace("\\n", "\n") + "\nuser x;\n");
    assertTrue(why.startsWith(place) && why.contains("of nginx"), why);
  }

  @Test
  void unknownFileSaysWhatCanBeImported() {
    assertTrue(Imports.refused("x.yaml", "a: 1").contains("litellm"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          x.yaml:1: | model_list: [
          x.yaml:2: | 'model_list:\n\t- a'
          x.yaml:1: | 'a: *b'
          x.yaml    | ''
          """)
  void brokenFileIsSaidWithItsPlace(String place, String text) {
    String why = Imports.refused("x.yaml", text.replace("\\n", "\n").replace("\\t", "\t"));
    assertTrue(why.startsWith(place), why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          x.toml:1:5: | a = b c d!
          x.toml:2:   | 'a = 1\nb = "x'
          x.toml:2:   | 'a = 1\na = 2'
          x.toml:2:   | 'a = 1\n[a.b]'
          x.toml:1:   | 'a = [ 1, 2'
          x.toml:1:   | 'a = "\\q"'
          x.toml:1:   | '= 1'
          x.toml:1:   | 'a = { b = 1'
          """)
  void brokenTomlIsSaidWithItsPlace(String place, String text) {
    String why = Imports.refused("x.toml", text.replace("\\n", "\n"));
    assertTrue(why.startsWith(place) && why.contains("not valid TOML"), why);
  }

  @Test
  void tooMuchIsRefused() {
    assertTrue(Imports.refused("x.toml", "a = \"" + "x".repeat(5 << 20)).contains("4 MiB"));
    assertTrue(Imports.refused("x.toml", "a = " + "[".repeat(100_000)).contains("60"));
    assertTrue(Imports.refused("x.yaml", "a: " + "x".repeat(5 << 20)).contains("4 MiB"));
    assertTrue(Imports.refused("x.conf", "http { a b;\n" + "x {".repeat(100)).contains("60"));
    assertTrue(Imports.refused("x.conf", "http { a b;\n}" + "#".repeat(5 << 20)).contains("4 MiB"));
    assertTrue(Imports.refused("x.json", "[".repeat(100) + "]".repeat(100)).contains("60"));
    var bomb = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < 30; i++) {
      bomb.append("a%d: &a%d [*a%d, *a%d]%n".formatted(i, i, i - 1, i - 1));
    }
    assertTrue(Imports.refused("x.yaml", bomb.toString()).contains("20,000"));
  }

  @Test
  void secretsStandInNoMessage() {
    String why = Imports.refused("x.yaml", "api_key: hunter2hunter2\nb: [");
    assertFalse(why.contains("hunter2"), why);
  }
}
