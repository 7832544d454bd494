package io.signalbox.engine.conform;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A server of Chat Completions on this machine that does everything as described but for the
/// faults that it is given.
public final class ChatServer implements AutoCloseable {
  static final String MODEL = "tiny";
  private static final String KEY = "Bearer right";
  private static final int CONTEXT = 3_000;
  private static final int LONG = 200;

  /// What it does wrong, or does not do.
  public enum Fault {
    TRUNCATED_STREAM,
    NO_FINISH_REASON,
    NO_DONE,
    INTERLEAVED_CALLS,
    NAMELESS_CALLS,
    NO_STREAM_USAGE,
    ERRORS_AS_TEXT,
    ERRORS_WITH_STATUS_200,
    IGNORES_CANCEL,
    IGNORES_SCHEMA,
    NO_DEVELOPER_ROLE,
    ONLY_MAX_TOKENS,
    ONLY_MAX_COMPLETION_TOKENS,
    NO_STREAM_OPTIONS,
    NO_JSON_SCHEMA,
    NO_TOOL_CHOICE,
    NO_NULL_CONTENT,
    NO_LATER_SYSTEM,
    NO_STOP,
    SOME_EFFORTS,
    FALLS_SILENT,
    TOO_MANY_FROM_THE_FIRST,
    TOO_MANY_LATER
  }

  private final Set<Fault> faults = EnumSet.noneOf(Fault.class);
  private final HttpServer server;
  private final AtomicInteger calls = new AtomicInteger();
  private final Semaphore slot = new Semaphore(1);

  /// The bodies that came, in order.
  public final Queue<JsonNode> bodies = new ConcurrentLinkedQueue<>();

  public ChatServer(Fault... wrong) throws IOException {
    faults.addAll(List.of(wrong));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 100);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  private boolean does(Fault fault) {
    return faults.contains(fault);
  }

  private boolean isTooMany() {
    int now = calls.incrementAndGet();
    return does(Fault.TOO_MANY_FROM_THE_FIRST) || (does(Fault.TOO_MANY_LATER) && now > 20);
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (isTooMany()) {
      refuse(exchange, 429, "rate_limit_exceeded", "20 requests a minute");
      return;
    }
    switch (exchange.getRequestURI().getPath()) {
      case "/v1/models" ->
          send(
              exchange,
              200,
              "{\"object\":\"list\",\"data\":[{\"id\":\"tiny\",\"meta\":{\"n_ctx\":3000}}]}");
      case "/v1/chat/completions" -> chat(exchange, body);
      default -> refuse(exchange, 404, "not_found", "there is nothing here");
    }
  }

  private void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("content-type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private void refuse(HttpExchange exchange, int status, String code, String message)
      throws IOException {
    if (does(Fault.ERRORS_AS_TEXT)) {
      send(exchange, status, "<h1>" + message + "</h1>");
      return;
    }
    ObjectNode error =
        object().put("message", message).put("type", "invalid_request_error").put("code", code);
    ObjectNode body = object();
    body.set("error", error);
    send(exchange, does(Fault.ERRORS_WITH_STATUS_200) ? 200 : status, body.toString());
  }

  private void chat(HttpExchange exchange, byte[] bytes) throws IOException {
    var read = EndpointReply.json(bytes);
    if (read.isEmpty()) {
      refuse(exchange, 400, "invalid_json", "the body is no JSON");
      return;
    }
    JsonNode body = read.get();
    bodies.add(body);
    if (does(Fault.FALLS_SILENT) && bodies.size() > 4) {
      exchange.close();
      return;
    }
    String authorization = exchange.getRequestHeaders().getFirst("authorization");
    String objection = objection(body);
    if (authorization != null && !authorization.equals(KEY)) {
      refuse(exchange, 401, "invalid_api_key", "the key is wrong");
    } else if (!body.path("model").asString("").equals(MODEL)) {
      refuse(exchange, 404, "model_not_found", "there is no such model");
    } else if (body.toString().split(" ").length > CONTEXT) {
      refuse(
          exchange,
          400,
          "context_length_exceeded",
          "This model's maximum context length is 3000 tokens.");
    } else if (!objection.isEmpty()) {
      refuse(exchange, 400, "unsupported_parameter", objection);
    } else {
      answer(exchange, body);
    }
  }

  private String objection(JsonNode body) {
    JsonNode messages = body.path("messages");
    for (int i = 0; i < messages.size(); i++) {
      JsonNode message = messages.path(i);
      if (does(Fault.NO_DEVELOPER_ROLE) && message.path("role").asString("").equals("developer")) {
        return "unknown role developer";
      }
      if (does(Fault.NO_LATER_SYSTEM)
          && i > 0
          && message.path("role").asString("").equals("system")) {
        return "system message must be at the beginning";
      }
      if (does(Fault.NO_NULL_CONTENT) && message.path("content").isNull()) {
        return "content must be a string";
      }
    }
    if (does(Fault.ONLY_MAX_TOKENS) && body.has("max_completion_tokens")) {
      return "max_completion_tokens is not supported";
    }
    if (does(Fault.ONLY_MAX_COMPLETION_TOKENS) && body.has("max_tokens")) {
      return "use max_completion_tokens instead of max_tokens";
    }
    if (does(Fault.NO_STREAM_OPTIONS) && body.has("stream_options")) {
      return "stream_options is not permitted";
    }
    if (does(Fault.NO_TOOL_CHOICE) && body.has("tool_choice")) {
      return "tool_choice is not permitted";
    }
    if (does(Fault.NO_STOP) && body.has("stop")) {
      return "stop is not permitted";
    }
    if (does(Fault.NO_JSON_SCHEMA)
        && body.path("response_format").path("type").asString("").equals("json_schema")) {
      return "json_schema is not permitted";
    }
    String effort = body.path("reasoning_effort").asString("low");
    return does(Fault.SOME_EFFORTS) && !List.of("low", "high").contains(effort)
        ? "reasoning_effort must be low or high"
        : "";
  }

  private void answer(HttpExchange exchange, JsonNode body) throws IOException {
    slot.acquireUninterruptibly();
    boolean kept = false;
    try {
      if (body.path("stream").asBoolean(false)) {
        boolean whole = stream(exchange, body);
        kept = does(Fault.IGNORES_CANCEL) && (!whole || limit(body) >= LONG);
      } else {
        send(exchange, 200, whole(body).toString());
      }
    } finally {
      if (!kept) {
        slot.release();
      }
    }
  }

  private static int limit(JsonNode body) {
    return body.path("max_tokens").asInt(body.path("max_completion_tokens").asInt(50));
  }

  private static int calls(JsonNode body) {
    JsonNode last = body.path("messages").path(body.path("messages").size() - 1);
    boolean none = body.path("tool_choice").asString("").equals("none");
    if (!body.has("tools") || none || last.path("role").asString("").equals("tool")) {
      return 0;
    }
    return last.path("content").asString("").contains("Rome") ? 2 : 1;
  }

  private String words(JsonNode body) {
    String asked =
        body.path("messages").path(body.path("messages").size() - 1).path("content").asString("");
    if (asked.contains("JSON")) {
      return does(Fault.IGNORES_SCHEMA) ? "Paris" : "{\"city\":\"Paris\"}";
    }
    if (asked.startsWith("Count")) {
      return body.has("stop") ? "one, two, " : "one, two, three, four";
    }
    return "Hello.";
  }

  private static String finish(JsonNode body) {
    boolean count = body.path("messages").toString().contains("Count");
    return count && !body.has("stop") ? "length" : "stop";
  }

  private ObjectNode whole(JsonNode body) {
    ObjectNode reply = object().put("id", "chatcmpl-1").put("object", "chat.completion");
    ArrayNode choices = reply.putArray("choices");
    for (int i = 0; i < body.path("n").asInt(1); i++) {
      ObjectNode choice = choices.addObject().put("index", i);
      ObjectNode message = choice.putObject("message").put("role", "assistant");
      int calls = calls(body);
      if (calls > 0) {
        message.putNull("content");
        ArrayNode all = message.putArray("tool_calls");
        for (int call = 0; call < calls; call++) {
          called(all.addObject(), call, "{\"city\":\"Paris\"}");
        }
      } else {
        message.put("content", words(body));
      }
      choice.put("finish_reason", calls > 0 ? "tool_calls" : finish(body));
      if (body.path("logprobs").asBoolean(false)) {
        choice.putObject("logprobs").putArray("content").addObject().put("token", "Hello");
      }
    }
    reply.set("usage", usage());
    return reply;
  }

  private static void called(ObjectNode call, int index, String arguments) {
    call.put("id", "call_" + index).put("type", "function");
    call.putObject("function").put("name", "get_weather").put("arguments", arguments);
  }

  private static ObjectNode usage() {
    ObjectNode usage =
        object().put("prompt_tokens", 12).put("completion_tokens", 3).put("total_tokens", 15);
    usage.putObject("prompt_tokens_details").put("cached_tokens", 4);
    return usage;
  }

  /// Whether it was sent to its end.
  private boolean stream(HttpExchange exchange, JsonNode body) {
    try {
      exchange.getResponseHeaders().set("content-type", "text/event-stream");
      exchange.sendResponseHeaders(200, does(Fault.TRUNCATED_STREAM) ? 1 << 20 : 0);
      OutputStream out = exchange.getResponseBody();
      event(out, delta().put("role", "assistant").put("content", ""));
      if (calls(body) > 0) {
        calls(out, calls(body));
      } else {
        for (String word : words(body).split("(?<= )")) {
          event(out, delta().put("content", word));
        }
      }
      if (does(Fault.TRUNCATED_STREAM)) {
        out.flush();
        exchange.close();
        throw new IOException("cut");
      }
      if (!does(Fault.NO_FINISH_REASON)) {
        ObjectNode last = chunk(object());
        ((ObjectNode) last.path("choices").path(0))
            .put("finish_reason", calls(body) > 0 ? "tool_calls" : finish(body));
        data(out, last.toString());
      }
      if (body.path("stream_options").path("include_usage").asBoolean(false)
          && !does(Fault.NO_STREAM_USAGE)) {
        ObjectNode last = chunk(object());
        last.putArray("choices");
        last.set("usage", usage());
        data(out, last.toString());
      }
      if (!does(Fault.NO_DONE)) {
        data(out, "[DONE]");
      }
      exchange.close();
      return true;
    } catch (IOException left) {
      exchange.close();
      return false;
    }
  }

  private void calls(OutputStream out, int number) throws IOException {
    for (int i = 0; i < number; i++) {
      ObjectNode delta = delta();
      ObjectNode call = delta.putArray("tool_calls").addObject().put("index", i);
      called(call, i, "");
      if (does(Fault.NAMELESS_CALLS)) {
        ((ObjectNode) call.path("function")).remove("name");
      }
      event(out, delta);
      if (!does(Fault.INTERLEAVED_CALLS)) {
        pieces(out, i, "{\"city\":", "\"Paris\"}");
      }
    }
    if (does(Fault.INTERLEAVED_CALLS)) {
      for (String piece : List.of("{\"city\":", "\"Paris\"}")) {
        for (int i = 0; i < number; i++) {
          pieces(out, i, piece);
        }
      }
    }
  }

  private void pieces(OutputStream out, int index, String... pieces) throws IOException {
    for (String piece : pieces) {
      ObjectNode delta = delta();
      delta
          .putArray("tool_calls")
          .addObject()
          .put("index", index)
          .putObject("function")
          .put("arguments", piece);
      event(out, delta);
    }
  }

  private static ObjectNode object() {
    return JsonMapper.shared().createObjectNode();
  }

  private static ObjectNode delta() {
    return object();
  }

  private static ObjectNode chunk(ObjectNode delta) {
    ObjectNode chunk = object().put("id", "chatcmpl-1").put("object", "chat.completion.chunk");
    ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
    choice.set("delta", delta);
    choice.putNull("finish_reason");
    return chunk;
  }

  private static void event(OutputStream out, ObjectNode delta) throws IOException {
    data(out, chunk(delta).toString());
  }

  private static void data(OutputStream out, String data) throws IOException {
    out.write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
