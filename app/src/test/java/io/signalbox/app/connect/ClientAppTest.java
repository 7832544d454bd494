package io.signalbox.app.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/// The lines that apps are connected by.
final class ClientAppTest {
  @Test
  void configurationHasAddressModelAndKey() {
    for (ClientApp client : ClientApps.all()) {
      assertTrue(
          client.lines().contains("{base}") || client.lines().contains("{root}"), client.name());
      assertTrue((client.lines() + client.start()).contains("{key}"), client.name());
      String filled = ClientApp.filled(client.lines(), "http://127.0.0.1:4141/v1", "desk", "sb-1");
      assertFalse(filled.contains("{base}") || filled.contains("{root}"), client.name());
      assertFalse(filled.contains("{model}"), client.name());
    }
  }

  /// In TOML, what belongs to no table stands before all tables.
  @Test
  void codexConfigurationStartsWithModel() {
    ClientApp codex =
        ClientApps.all().stream()
            .filter(client -> client.name().equals("Codex"))
            .findFirst()
            .orElseThrow();
    assertEquals(
        """
        model = "desk"
        model_provider = "signalbox"

        [model_providers.signalbox]
        name = "Signalbox"
        base_url = "http://127.0.0.1:4141/v1"
        wire_api = "responses"
        env_key = "SIGNALBOX_KEY"\
        """,
        ClientApp.filled(codex.lines(), "http://127.0.0.1:4141/v1", "desk", "sb-1"));
  }

  /// Their clients add the version themselves.
  @Test
  void clientsOfGoogleGetBaseWithoutVersion() {
    var google =
        ClientApps.all().stream()
            .filter(client -> client.name().matches("Gemini CLI|Google.*"))
            .toList();
    assertEquals(4, google.size());
    assertTrue(google.stream().allMatch(client -> client.lines().contains("{root}")));
  }

  @Test
  void messagesClientsGetBaseWithoutVersion() {
    assertEquals(
        "at http://127.0.0.1:4141 as sb-1",
        ClientApp.filled("at {root} as {key}", "http://127.0.0.1:4141/v1", "desk", "sb-1"));
  }
}
