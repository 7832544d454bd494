package io.signalbox.engine.proxy;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.spi.ProxyError;
import io.signalbox.engine.trace.Feedback;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/// Takes what an app says of one of its answers. The feedback is kept before the client is told so.
final class FeedbackRoute implements Handler {
  static final String PATH = "/v1/feedback";

  private static final ClientError TOO_LARGE =
      ClientError.of(413, ProxyError.BODY_TOO_LARGE, "feedback has at most 64 KiB");
  private static final ClientError UNKNOWN =
      ClientError.lasting(
          404,
          ProxyError.REQUEST_NOT_FOUND,
          "this app has no such request in the ledger; request_id is the x-request-id of an answer"
              + " that has ended, conversation an id that the app gave");
  private static final ClientError TOO_MANY =
      ClientError.lasting(
          400,
          ProxyError.TOO_MANY_METRICS,
          "the request has feedback on " + Feedback.MOST_METRICS + " other metrics");

  private final Gateway gateway;
  private final ClientApis apis;
  private final BodyMemory memory;

  FeedbackRoute(Gateway gateway, ClientApis apis, BodyMemory memory) {
    this.gateway = gateway;
    this.apis = apis;
    this.memory = memory;
  }

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    if (request.headers().contentLength().orElse(0) > FeedbackBody.MOST_BYTES) {
      ErrorReply.send(request, response, apis.of(request), TOO_LARGE);
      return;
    }
    try (var share = memory.share()) {
      Optional<byte[]> body = BodyReader.read(request, share);
      if (body.isEmpty()) {
        ErrorReply.crowded(request, response, apis.of(request));
      } else if (body.get().length > FeedbackBody.MOST_BYTES) {
        ErrorReply.send(request, response, apis.of(request), TOO_LARGE);
      } else {
        answer(request, response, body.get());
      }
    }
  }

  private void answer(ServerRequest request, ServerResponse response, byte[] body) {
    switch (FeedbackBody.read(body)) {
      case FeedbackBody.Reading.Refused refused ->
          ErrorReply.send(response, apis.of(request), refused.error());
      case FeedbackBody.Reading.Understood understood ->
          keep(request, response, understood.feedback());
    }
  }

  private void keep(ServerRequest request, ServerResponse response, Feedback feedback) {
    String app = ClientConnection.current().visit().app();
    switch (gateway.feedback(app, feedback)) {
      case Feedback.Receipt.Kept kept -> {
        response.header(HeaderNames.CONTENT_TYPE, "application/json");
        response.send(json(feedback, kept));
      }
      case Feedback.Receipt.Unknown unknown -> ErrorReply.send(response, apis.of(request), UNKNOWN);
      case Feedback.Receipt.TooMany many -> ErrorReply.send(response, apis.of(request), TOO_MANY);
      case Feedback.Receipt.NotNow not ->
          ErrorReply.send(
              response,
              apis.of(request),
              ClientError.of(503, ProxyError.STORE_UNAVAILABLE, not.why()));
    }
  }

  /// Ids of requests and metrics need no escapes.
  private static byte[] json(Feedback feedback, Feedback.Receipt.Kept kept) {
    return String.format(
            Locale.ROOT,
            "{\"object\":\"feedback\",\"request_id\":\"%s\",\"metric\":\"%s\",\"score\":%s,\"replaced\":%s}",
            kept.requestId(),
            feedback.metric(),
            feedback.score(),
            kept.replaced())
        .getBytes(StandardCharsets.UTF_8);
  }
}
