package io.signalbox.engine;

import io.signalbox.engine.FailureRow.Client;
import io.signalbox.engine.FailureRow.Play;
import io.signalbox.engine.FailureRow.Rests;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// The table of failures.
final class FailureRows {
  private static final List<Boolean> BOTH = List.of(false, true);
  private static final List<Boolean> STREAM = List.of(true);
  private static final List<Boolean> WHOLE = List.of(false);
  private static final List<String> ONCE = List.of("hello");
  private static final Predicate<ProviderSpeech> FREE = speech -> false;
  private static final Predicate<ProviderSpeech> CHARGED = speech -> true;

  /// These two tell in the head what the prompt has used.
  private static final Predicate<ProviderSpeech> BY_HEAD =
      speech -> speech != ProviderSpeech.OPENAI;

  private static final Client NEXT = new Client.Next();
  private static final Client BROKEN = new Client.Broken();

  /// What a provider has said before it breaks off.
  static final String HALF = "half of it";

  private FailureRows() {}

  static List<FailureRow> all() {
    return List.of(
        new FailureRow(
            "refused connection",
            BOTH,
            Optional.empty(),
            ONCE,
            "unreachable 0",
            NEXT,
            Rests.NOTHING,
            FREE),
        played("reset after the body", BOTH, reset(), "unreachable 0", CHARGED),
        refused("429 with Retry-After", 429, "rate_limited", Rests.MODEL, "retry-after: 3600"),
        refused("429 until a date", 429, "rate_limited", Rests.MODEL, "retry-after: " + inAnHour()),
        refused("429 without a wait", 429, "rate_limited", Rests.NOTHING),
        refused("402", 402, "out_of_credit", Rests.KEY),
        refused("402 with its reset", 402, "out_of_credit", Rests.KEY, "retry-after: 7200"),
        said("quota that is used up", 429, FailureRows::usedUp, "out_of_credit 429", Rests.KEY),
        refused("500", 500, "server_error", Rests.NOTHING),
        refused("529", 529, "overloaded", Rests.NOTHING),
        repeated("500 five times", 500, "server_error", Rests.MODEL, five("hello")),
        refused("503 with Retry-After", 503, "retry-after: 3600"),
        said("prompt too long", 400, FailureRows::tooLong, "context_too_long 400", Rests.NOTHING),
        client("400", 400),
        client("403", 403),
        client("422", 422),
        said("permission denied", 403, FailureRows::denied, "unauthorized 403", Rests.NOTHING),
        played("redirect", BOTH, redirect(), "server_error 301", FREE),
        refused("401", 401, "unauthorized", Rests.KEY),
        repeated("404 once", 404, "model_not_found", Rests.NOTHING, ONCE),
        repeated("404 twice for one request", 404, "model_not_found", Rests.NOTHING, two("hello")),
        repeated(
            "404 for two requests", 404, "model_not_found", Rests.MODEL, List.of("one", "two")),
        refused("410", 410, "model_not_found", Rests.MODEL),
        new FailureRow(
            "filtered answer",
            BOTH,
            Optional.of((speech, line, stream) -> speech.answer(line, stream, HALF, true)),
            ONCE,
            "answered 200",
            new Client.First(),
            Rests.NOTHING,
            CHARGED),
        played("error as the first event", STREAM, firstEvent(), "overloaded", FREE),
        played("rate limit as the first event", STREAM, limitFirst(), "rate_limited", FREE),
        played("error after the head of the stream", STREAM, afterHead(), "overloaded", BY_HEAD),
        played("error in a whole answer", WHOLE, wholeError(), "overloaded", FREE),
        played("silence before the first event", STREAM, silence(), "timeout 0", CHARGED),
        played("end before the first event", STREAM, nothing(), "interrupted 0", CHARGED),
        played("body that is cut", WHOLE, cutBody(), "interrupted 0", CHARGED),
        played("body that is no JSON", WHOLE, noJson(), "interrupted 0", FREE),
        broken("silence after the first event", (speech, line) -> line.stall(), "timeout 0"),
        broken("cut after the first event", (speech, line) -> line.reset(), "interrupted 0"),
        broken("end without a finish", (speech, line) -> line.endStream(), "interrupted 0"),
        broken(
            "malformed event",
            (speech, line) -> line.chunk("data: {\"choices\":[{\"del\n\n"),
            "interrupted 0"),
        broken("error after the first event", (speech, line) -> error(speech, line), "overloaded"));
  }

  private static FailureRow played(
      String name,
      List<Boolean> forms,
      Play play,
      String attempt,
      Predicate<ProviderSpeech> charged) {
    return new FailureRow(
        name, forms, Optional.of(play), ONCE, attempt, NEXT, Rests.NOTHING, charged);
  }

  private static FailureRow refused(
      String name, int status, String kind, Rests rests, String... headers) {
    return new FailureRow(
        name,
        BOTH,
        Optional.of(refusal(status, headers)),
        ONCE,
        kind + " " + status,
        NEXT,
        rests,
        FREE);
  }

  /// A server that asks for a rest.
  private static FailureRow refused(String name, int status, String header) {
    return new FailureRow(
        name,
        BOTH,
        Optional.of(refusal(status, header)),
        ONCE,
        " " + status,
        NEXT,
        Rests.MODEL,
        FREE);
  }

  private static FailureRow repeated(
      String name, int status, String kind, Rests rests, List<String> sent) {
    return new FailureRow(
        name, BOTH, Optional.of(refusal(status)), sent, kind + " " + status, NEXT, rests, FREE);
  }

  private static FailureRow client(String name, int status) {
    return new FailureRow(
        name,
        BOTH,
        Optional.of(refusal(status)),
        ONCE,
        "bad_request " + status,
        new Client.Refusal(status),
        Rests.NOTHING,
        FREE);
  }

  /// Words that each provider has its own of.
  private interface Words {
    String of(ProviderSpeech speech);
  }

  private static FailureRow said(
      String name, int status, Words words, String attempt, Rests rests) {
    Play play = (speech, line, stream) -> line.whole(status, "application/json", words.of(speech));
    return new FailureRow(name, BOTH, Optional.of(play), ONCE, attempt, NEXT, rests, FREE);
  }

  /// What comes after the first text.
  private interface Rest {
    void on(ProviderSpeech speech, io.signalbox.engine.upstream.FakeProvider.Line line)
        throws Exception;
  }

  private static FailureRow broken(String name, Rest rest, String attempt) {
    Play play =
        (speech, line, stream) -> {
          speech.begin(line, HALF);
          rest.on(speech, line);
        };
    return new FailureRow(
        name, STREAM, Optional.of(play), ONCE, attempt, BROKEN, Rests.NOTHING, CHARGED);
  }

  private static Play refusal(int status, String... headers) {
    return (speech, line, stream) ->
        line.whole(
            status,
            "application/json",
            speech.error(status, type(speech, status), "told to refuse"),
            headers);
  }

  /// The type or status that each provider gives with an HTTP status.
  private static String type(ProviderSpeech speech, int status) {
    return switch (speech) {
      case OPENAI -> status == 404 ? "model_not_found" : "x";
      case ANTHROPIC ->
          switch (status) {
            case 401 -> "authentication_error";
            case 402 -> "billing_error";
            case 404, 410 -> "not_found_error";
            case 429 -> "rate_limit_error";
            case 500, 503 -> "api_error";
            case 529 -> "overloaded_error";
            default -> "invalid_request_error";
          };
      case GEMINI ->
          switch (status) {
            case 401 -> "UNAUTHENTICATED";
            case 404, 410 -> "NOT_FOUND";
            case 429 -> "RESOURCE_EXHAUSTED";
            case 500 -> "INTERNAL";
            case 503, 529 -> "UNAVAILABLE";
            case 402 -> "";
            default -> "INVALID_ARGUMENT";
          };
    };
  }

  private static String denied(ProviderSpeech speech) {
    String type =
        switch (speech) {
          case OPENAI -> "x";
          case ANTHROPIC -> "permission_error";
          case GEMINI -> "PERMISSION_DENIED";
        };
    return speech.error(403, type, "You have no permission for this.");
  }

  private static Play redirect() {
    return (speech, line, stream) ->
        line.whole(301, "text/html", "", "location: http://elsewhere.invalid/");
  }

  private static String usedUp(ProviderSpeech speech) {
    return switch (speech) {
      case OPENAI ->
          speech.error(429, "insufficient_quota", "You exceeded your current quota, please check");
      case ANTHROPIC ->
          speech.error(
              429, "rate_limit_error", "You have reached your specified API usage limits.");
      case GEMINI ->
          "{\"error\":{\"code\":429,\"status\":\"RESOURCE_EXHAUSTED\",\"message\":\"You exceeded"
              + " your current quota\",\"details\":[{\"violations\":[{\"quotaId\":"
              + "\"GenerateRequestsPerDayPerProject\"}]}]}}";
    };
  }

  private static String tooLong(ProviderSpeech speech) {
    String type = type(speech, 400);
    return switch (speech) {
      case OPENAI ->
          speech.error(400, type, "Please reduce the length of the messages or completion.");
      case ANTHROPIC ->
          speech.error(400, type, "prompt is too long: 210000 tokens > 200000 maximum");
      case GEMINI ->
          speech.error(
              400,
              type,
              "The input token count (9) exceeds the maximum number of tokens allowed (4).");
    };
  }

  private static Play reset() {
    return (speech, line, stream) -> line.reset();
  }

  private static Play nothing() {
    return (speech, line, stream) -> {
      line.beginStream();
      line.endStream();
    };
  }

  private static Play silence() {
    return (speech, line, stream) -> {
      line.beginStream();
      line.chunk(": ping\n\n");
      line.stall();
    };
  }

  private static Play firstEvent() {
    return (speech, line, stream) -> {
      line.beginStream();
      error(speech, line);
      line.endStream();
    };
  }

  private static Play limitFirst() {
    return (speech, line, stream) -> {
      String type =
          switch (speech) {
            case OPENAI -> "rate_limit_exceeded";
            case ANTHROPIC -> "rate_limit_error";
            case GEMINI -> "RESOURCE_EXHAUSTED";
          };
      line.beginStream();
      line.chunk("event: error\ndata: " + speech.error(429, type, "Slow down") + "\n\n");
      line.endStream();
    };
  }

  /// What is no content yet: a role, a block that begins.
  private static Play afterHead() {
    return (speech, line, stream) -> {
      speech.begin(line, "");
      error(speech, line);
      line.endStream();
    };
  }

  private static Play wholeError() {
    return (speech, line, stream) -> {
      String type = speech == ProviderSpeech.GEMINI ? "UNAVAILABLE" : "overloaded_error";
      line.whole(200, "application/json", speech.error(503, type, "Busy"));
    };
  }

  private static void error(
      ProviderSpeech speech, io.signalbox.engine.upstream.FakeProvider.Line line)
      throws java.io.IOException {
    String type = speech == ProviderSpeech.GEMINI ? "UNAVAILABLE" : "overloaded_error";
    line.chunk("event: error\ndata: " + speech.error(503, type, "Busy") + "\n\n");
  }

  private static Play cutBody() {
    return (speech, line, stream) -> {
      line.head(200, "content-type: application/json", "content-length: 10000");
      line.send(speech.whole("half", false).substring(0, 60));
      line.reset();
    };
  }

  private static Play noJson() {
    return (speech, line, stream) -> line.whole(200, "application/json", "{\"choices\":[{");
  }

  private static List<String> two(String text) {
    return List.of(text, text);
  }

  private static List<String> five(String text) {
    return List.of(text, text, text, text, text);
  }

  private static String inAnHour() {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(
        Instant.now().atOffset(ZoneOffset.UTC).plusHours(1));
  }
}
