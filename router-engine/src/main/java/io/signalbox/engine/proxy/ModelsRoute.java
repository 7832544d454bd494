package io.signalbox.engine.proxy;

import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.spi.ProxyError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// What clients can choose from: the graphs, in the shape of the list of models that the client's
/// dialect has.
final class ModelsRoute {
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private static final String EPOCH = "1970-01-01T00:00:00Z";

  private final Gateway gateway;
  private final ClientApis doors;

  ModelsRoute(Gateway gateway, ClientApis doors) {
    this.gateway = gateway;
    this.doors = doors;
  }

  void list(ServerRequest request, ServerResponse response) {
    List<String> ids = gateway.models();
    if (!isAnthropic(request)) {
      send(
          response,
          Map.of("object", "list", "data", ids.stream().map(ModelsRoute::entry).toList()));
      return;
    }
    var list = new LinkedHashMap<String, @Nullable Object>();
    list.put("data", ids.stream().map(ModelsRoute::info).toList());
    list.put("has_more", false);
    list.put("first_id", ids.isEmpty() ? null : ids.getFirst());
    list.put("last_id", ids.isEmpty() ? null : ids.getLast());
    send(response, list);
  }

  void one(ServerRequest request, ServerResponse response) {
    String id = request.path().pathParameters().get("id");
    if (gateway.models().contains(id)) {
      send(response, isAnthropic(request) ? info(id) : entry(id));
    } else {
      ErrorReply.send(
          request,
          response,
          doors.of(request),
          ClientError.of(404, ProxyError.MODEL_NOT_FOUND, "no graph is called " + id));
    }
  }

  private boolean isAnthropic(ServerRequest request) {
    return doors.of(request).dialect().equals(ClientApi.ANTHROPIC);
  }

  private static Map<String, Object> info(String id) {
    var info = new LinkedHashMap<String, Object>();
    info.put("type", "model");
    info.put("id", id);
    info.put("display_name", id);
    info.put("created_at", EPOCH);
    return info;
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
