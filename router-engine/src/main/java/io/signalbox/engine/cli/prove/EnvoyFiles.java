package io.signalbox.engine.cli.prove;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The exported bootstrap of Envoy, changed for a proof.
final class EnvoyFiles {
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private EnvoyFiles() {}

  /// Turns an exported bootstrap to a port of ours and to the fakes.
  static String turned(String json, int port, int providers) {
    JsonNode root = JSON.readTree(json);
    for (JsonNode cluster : new ArrayList<>(clusters(root))) {
      ((ObjectNode) cluster).remove("transport_socket");
      ((ObjectNode) cluster).put("type", "STATIC");
      address(cluster, providers);
    }
    address(root.get("static_resources").get("listeners").get(0), port);
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root);
  }

  private static List<JsonNode> clusters(JsonNode root) {
    var all = new ArrayList<JsonNode>();
    ((ArrayNode) root.get("static_resources").get("clusters")).forEach(all::add);
    return all;
  }

  private static void address(JsonNode of, int port) {
    if (of.findValue("socket_address") instanceof ObjectNode socket) {
      socket.put("address", "127.0.0.1").put("port_value", port);
    }
  }
}
