package io.signalbox.app.snippet;

import io.signalbox.app.tryout.RequestDraft;
import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.chat.ResponseFormat;
import io.signalbox.engine.chat.Role;
import io.signalbox.engine.chat.ToolChoice;
import io.signalbox.engine.spi.ClientCall;
import io.signalbox.engine.spi.ClientDialect;
import io.signalbox.engine.spi.ClientRoute;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A request that somebody pastes: a curl command, or the body alone as JSON, in any dialect that
/// clients speak. Keys in it are not taken.
public final class PastedRequest {
  private static final int MOST = 4 << 20;
  private static final String METADATA = "x-signalbox-metadata";
  private static final Pattern DATA_URL =
      Pattern.compile("data:(image/[a-z+.-]{1,40});base64,(.*)", Pattern.DOTALL);

  private PastedRequest() {}

  /// What came of it.
  public sealed interface Pasted {
    /// It can be tried out.
    ///
    /// @param left what of it cannot be composed here, for people
    record Taken(RequestDraft ask, List<String> left) implements Pasted {
      public Taken {
        left = List.copyOf(left);
      }
    }

    /// It cannot.
    ///
    /// @param words what is wrong, and how to mend it
    record Refused(String words) implements Pasted {}
  }

  /// Whether a text looks like a request, so that it is worth reading.
  public static boolean isOne(String text) {
    return CurlCommand.isOne(text) || text.strip().startsWith("{");
  }

  /// Reads what was pasted.
  ///
  /// @param dialects that clients may have written it in
  public static Pasted read(String text, List<ClientDialect> dialects) {
    if (text.length() > MOST) {
      return new Pasted.Refused("The text is longer than 4 MiB.");
    }
    if (!CurlCommand.isOne(text)) {
      return text.strip().startsWith("{")
          ? body(text.strip(), dialects)
          : new Pasted.Refused(
              "The clipboard holds no request. Copy a curl command, or a request's body as JSON.");
    }
    return switch (CurlCommand.read(text)) {
      case CurlCommand.Reading.Refused refused -> new Pasted.Refused(refused.words());
      case CurlCommand.Reading.Read read -> command(read.command(), dialects);
    };
  }

  private static Pasted command(CurlCommand command, List<ClientDialect> dialects) {
    String path = path(command.url());
    for (ClientDialect dialect : dialects) {
      for (ClientRoute route : dialect.routes()) {
        Matcher at = template(route).matcher(path);
        if (route.asks() == ClientRoute.Asks.ANSWER && at.find()) {
          var call =
              new ClientCall(
                  route, parameters(route, at), "", command.headers(), bytes(command.body()));
          return pasted(dialect.read(call), command.headers());
        }
      }
    }
    return body(command.body(), dialects);
  }

  private static String path(String url) {
    try {
      return Optional.ofNullable(URI.create(url.replaceFirst("[?#].*$", "")).getPath()).orElse("");
    } catch (IllegalArgumentException e) {
      return url.replaceFirst("[?#].*$", ""); // with a variable of the shell in it
    }
  }

  /// Before the path of a route may stand that of the server.
  private static Pattern template(ClientRoute route) {
    String pattern =
        Pattern.compile("\\{\\+?[A-Za-z]+}")
            .splitAsStream(route.path())
            .map(Pattern::quote)
            .collect(Collectors.joining("([^/]+)"));
    return Pattern.compile(pattern + (route.path().endsWith("}") ? "([^/]+)$" : "$"));
  }

  private static Map<String, String> parameters(ClientRoute route, Matcher at) {
    Matcher names = Pattern.compile("\\{\\+?([A-Za-z]+)}").matcher(route.path());
    var parameters = new LinkedHashMap<String, String>();
    while (names.find() && parameters.size() < at.groupCount()) {
      parameters.put(names.group(1), at.group(parameters.size() + 1));
    }
    return parameters;
  }

  /// In which dialect a body alone is written says its shape: the one that leaves least of it as
  /// unknown.
  private static Pasted body(String body, List<ClientDialect> dialects) {
    List<ClientDialect.Reading> all =
        dialects.stream()
            .filter(
                each -> each.routes().stream().anyMatch(at -> at.asks() == ClientRoute.Asks.ANSWER))
            .map(each -> each.read(bytes(body)))
            .toList();
    return all.stream()
        .filter(ClientDialect.Reading.Understood.class::isInstance)
        .map(ClientDialect.Reading.Understood.class::cast)
        .filter(each -> each.request().embedding().isEmpty())
        .min(java.util.Comparator.comparingInt(each -> unknown(each.request())))
        .<ClientDialect.Reading>map(each -> each)
        .or(() -> all.stream().findFirst())
        .map(each -> pasted(each, Map.of()))
        .orElseGet(() -> new Pasted.Refused("No dialect is installed that could read it."));
  }

  private static int unknown(ChatRequest request) {
    return request.extras().members().size() + (request.messages().isEmpty() ? 1_000 : 0);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Pasted pasted(ClientDialect.Reading reading, Map<String, String> headers) {
    return switch (reading) {
      case ClientDialect.Reading.Understood it -> taken(it.request(), headers);
      case ClientDialect.Reading.Answered no ->
          new Pasted.Refused("The request asks for no answer of a model.");
      case ClientDialect.Reading.Refused refused ->
          new Pasted.Refused("The request cannot be read: " + refused.error().message());
    };
  }

  private static Pasted taken(ChatRequest request, Map<String, String> headers) {
    var labels = new LinkedHashMap<>(request.metadata());
    labels.putAll(labels(headers.getOrDefault(METADATA, "")));
    var left = new ArrayList<>(left(request));
    RequestDraft ask =
        RequestDraft.of(request.messages(), labels)
            .withModel(request.model())
            .withTools(request.tools())
            .withSampling(request.sampling())
            .withImages(images(request.messages(), left));
    return new Pasted.Taken(ask, left);
  }

  private static Map<String, String> labels(String header) {
    var labels = new LinkedHashMap<String, String>();
    for (String pair : header.split(",", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        labels.put(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
      }
    }
    return labels;
  }

  private static List<String> left(ChatRequest request) {
    var left = new ArrayList<>(request.extras().members().keySet());
    if (!(request.format() instanceof ResponseFormat.Text)) {
      left.add("the form of the answer");
    }
    if (!(request.toolChoice() instanceof ToolChoice.Auto)) {
      left.add("the choice of tools");
    }
    return left;
  }

  /// Those of the question; what belongs to earlier turns stays in them.
  private static List<RequestDraft.Attachment> images(List<Message> messages, List<String> left) {
    if (messages.isEmpty() || messages.getLast().role() != Role.USER) {
      return List.of();
    }
    var images = new ArrayList<RequestDraft.Attachment>();
    for (Part part : messages.getLast().parts()) {
      switch (part) {
        case Part.Image image -> {
          Matcher data = DATA_URL.matcher(image.url());
          if (data.matches()) {
            String name = "image " + (images.size() + 1);
            images.add(new RequestDraft.Attachment(name, data.group(1), data.group(2)));
          } else {
            left.add("an image by its address");
          }
        }
        case Part.Foreign foreign -> left.add("an attachment");
        case Part.ToolResult result -> left.add("the result of a tool");
        case Part.Text text -> {}
        case Part.ToolCall call -> {}
        case Part.Reasoning reasoning -> {}
        case Part.Refusal refusal -> {}
        case Part.CacheMark mark -> {}
      }
    }
    return images;
  }
}
