package io.signalbox.engine.proxy;

import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.signalbox.engine.spi.ClientError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// What clients can choose from: the graphs, in the shape of OpenAI's list of models.
final class ModelsRoute {
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private final Gateway gateway;

  ModelsRoute(Gateway gateway) {
    this.gateway = gateway;
  }

  void list(ServerRequest request, ServerResponse response) {
    List<Map<String, Object>> entries = gateway.models().stream().map(ModelsRoute::entry).toList();
    send(response, Map.of("object", "list", "data", entries));
  }

  void one(ServerRequest request, ServerResponse response) {
    String id = request.path().pathParameters().get("id");
    if (gateway.models().contains(id)) {
      send(response, entry(id));
    } else {
      Errors.send(
          request,
          response,
          gateway.chat(),
          ClientError.of(
              404, "invalid_request_error", "model_not_found", "no graph is called " + id));
    }
  }

  private static Map<String, Object> entry(String id) {
    var entry = new LinkedHashMap<String, Object>();
    entry.put("id", id);
    entry.put("object", "model");
    entry.put("created", 0);
    entry.put("owned_by", "signalbox");
    return entry;
  }

  private static void send(ServerResponse response, Object value) {
    response.header("Content-Type", "application/json");
    response.send(JSON.writeValueAsBytes(value));
  }
}
