package io.signalbox.engine.cli.prove;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The exported files where claude-code-router looks for them, which is below the home directory.
final class CcrFiles {
  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final String CONFIG = "config.json";
  private static final String ROUTER = "signalbox-router.js";

  private CcrFiles() {}

  /// Makes of a directory a home in which ccr finds the files, listens at a port and calls fakes.
  static void turn(Path home, int port, int providers) throws IOException {
    Path own = Files.createDirectories(home.resolve(".claude-code-router"));
    Files.writeString(own.resolve(ROUTER), Files.readString(home.resolve(ROUTER)));
    String text = Files.readString(home.resolve(CONFIG)).replace("HERE/", own + "/");
    var config = (ObjectNode) JSON.readTree(text);
    config.put("PORT", port);
    for (JsonNode provider : config.get("Providers")) {
      String url = provider.get("api_base_url").asString();
      boolean itself = provider.get("name").asString().equals("signalbox");
      ((ObjectNode) provider)
          .put(
              "api_base_url",
              url.replaceFirst(
                  "^https?://[^/]+", "http://127.0.0.1:" + (itself ? port : providers)));
    }
    Files.writeString(own.resolve(CONFIG), JSON.writeValueAsString(config));
  }
}
