package io.signalbox.plugins.importer;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a header of a key must be gets into no graph and no report. */
final class ImportSecretsTest {
  private static void assertHidden(String name, String text) {
    var imported = Imports.imported(name, text);
    String all = imported.annotated() + Imports.rows(imported);
    assertFalse(all.contains("hunter2"), all);
  }

  @Test
  void headersOfEnvoyAreNotCompared() {
    assertHidden(
        "envoy.yaml",
        """
        static_resources:
          listeners:
            - filter_chains:
                - filters:
                    - typed_config:
                        route_config:
                          virtual_hosts:
                            - routes:
                                - match:
                                    prefix: /
                                    headers:
                                      - { name: x-internal-token, string_match: { exact: hunter2 } }
                                  route: { cluster: a }
                                - { match: { prefix: / }, route: { cluster: a } }
          clusters:
            - name: a
              load_assignment:
                endpoints:
                  - lb_endpoints:
                      - endpoint:
                          address: { socket_address: { address: 10.0.0.1, port_value: 80 } }
        """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          matches: [ { headers: [ { name: x-auth, value: { exact: hunter2 } } ] } ]
          matches: [ { headers: [ { name: x-auth, value: { regex: hunter2 } } ] } ]
          """)
  void headersOfAgentgatewayAreNotCompared(String matches) {
    assertHidden(
        "config.yaml",
        "llm: { models: [ { name: a, provider: openAI, params: { model: m }, %s } ] }"
            .formatted(matches));
  }

  @Test
  void conditionsOnHeadersOfKeysAreNotCarriedOver() {
    for (String header : List.of("[\\\"x-auth\\\"]", "['x-auth']", ".x_auth")) {
      assertHidden(
          "config.json",
          """
          { "providers": { "openai": { "keys": [ { "value": "env.A", "models": ["m"] } ] } },
            "governance": { "routing_rules": [ { "name": "r",
              "cel_expression": "headers%s == 'hunter2'",
              "targets": [ { "provider": "openai", "model": "m" } ] } ] } }
          """
              .formatted(header));
    }
  }

  @Test
  void conditionsOfPortkeyOnTokensAreNotCarriedOver() {
    assertHidden(
        "config.json",
        """
        { "strategy": { "mode": "conditional", "default": "a", "conditions": [
            { "query": { "metadata.api_token": { "$eq": "hunter2" } }, "then": "a" } ] },
          "targets": [ { "name": "a", "provider": "openai", "override_params": { "model": "m" } } ] }
        """);
  }

  @Test
  void mapsAndConditionsOfNginxOnTokensShowNoValue() {
    assertHidden(
        "nginx.conf",
        """
        http {
          # "clientSecret": "hunter2"
          map $http_x_internal_token $up { "hunter2" a; default b; }
          upstream a { server 10.0.0.1:80; }
          upstream b { server 10.0.0.2:80; }
          server {
            # the key is not checked by dbPassword=hunter2
            location / {
              if ($http_x_api_key != "hunter2") { return 403; }
              proxy_pass http://$up;
            }
          }
        }
        """);
  }

  @Test
  void otherHeadersAreStillCompared() {
    var imported =
        Imports.imported(
            "config.yaml",
            """
            llm:
              models:
                - name: a
                  provider: openAI
                  params: { model: m }
                  matches: [ { headers: [ { name: x-tier, value: { exact: gold } } ] } ]
            """);
    assertTrue(imported.text().contains("x-tier"), imported.text());
  }
}
