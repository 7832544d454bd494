package io.signalbox.engine.conform;

import io.signalbox.engine.spi.Quirk;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The shape of streams: order, ending, usage.
final class StreamProbe {
  private static final String QUESTION = "a streamed answer of few tokens";
  private static final String NO_USAGE =
      "Costs of its streams are estimated, and budgets count the estimate.";

  private final ChatTarget chat;
  private final Notebook notes;

  StreamProbe(ChatTarget chat) {
    this.chat = chat;
    this.notes = chat.notes();
  }

  void run() {
    ObjectNode asking = chat.body(ChatTarget.HELLO, ChatTarget.FEW);
    asking.putObject("stream_options").put("include_usage", true);
    EndpointReply reply = chat.stream(asking);
    boolean takesOptions = !reply.isRefused();
    if (!takesOptions) {
      notes.quirks.add(Quirk.NO_STREAM_OPTIONS);
      notes.no(
          "stream.options",
          "`stream_options`",
          reply.brief(),
          "it refuses the member",
          "It is left out: `no_stream_options`.");
    }
    EndpointReply plain = chat.stream(chat.body(ChatTarget.HELLO, ChatTarget.FEW));
    EndpointReply shown = takesOptions ? reply : plain;
    if (shown.answer().status() != 200 || shown.events().isEmpty()) {
      notes.broken(
          "stream.order",
          QUESTION,
          shown.brief(),
          "no server-sent events came",
          "Do not connect it where clients stream: every stream fails.");
      return;
    }
    var stream = new ChatStream(shown);
    order(shown, stream);
    ending(stream);
    usage(stream, takesOptions);
    unasked(new ChatStream(plain));
  }

  private void order(EndpointReply reply, ChatStream stream) {
    String came = stream.chunks() + " chunks";
    if (!reply.hasType("text/event-stream")) {
      notes.broken(
          "stream.type",
          QUESTION,
          reply.answer().header("content-type"),
          "the media type is not text/event-stream",
          "Signalbox reads it all the same; SDKs that are called directly may not.");
    }
    if (stream.faults().isEmpty()) {
      notes.yes("stream.order", QUESTION, came);
    } else {
      notes.broken(
          "stream.order",
          QUESTION,
          came,
          String.join("; ", stream.faults()),
          "Put it behind a fallback: an answer that is cut before its first content goes on"
              + " elsewhere.");
    }
  }

  private void ending(ChatStream stream) {
    String finish = stream.finish();
    if (finish.isEmpty()) {
      notes.broken(
          "stream.finish",
          "a finish reason at the end",
          "none",
          "the stream ends without a finish reason",
          "Its answers count as interrupted: clients are told so, and fallbacks go on.");
    } else if (!ChatStream.FINISHES.contains(finish)) {
      notes.broken(
          "stream.finish",
          "a finish reason at the end",
          finish,
          "the word is none of the API's",
          "An ending that is not known is not taken for a good one.");
    } else {
      notes.yes("stream.finish", "a finish reason at the end", finish);
    }
    if (stream.isDone()) {
      notes.yes("stream.done", "`[DONE]` at the end", "[DONE]");
    } else {
      notes.broken(
          "stream.done",
          "`[DONE]` at the end",
          "none",
          "the stream ends without [DONE]",
          "Signalbox sends it to clients, if a finish reason came.");
    }
  }

  private void usage(ChatStream stream, boolean asked) {
    String question = "usage at the end, with `include_usage`";
    if (!asked) {
      notes.untested("stream.usage", question, "`stream_options` is refused");
    } else if (stream.usage().filter(StreamProbe::counts).isPresent()) {
      notes.yes("stream.usage", question, tokens(stream.usage().get()));
    } else {
      notes.broken(
          "stream.usage", question, "none", "usage was asked for and did not come", NO_USAGE);
    }
  }

  private void unasked(ChatStream stream) {
    String question = "usage at the end, unasked";
    if (stream.usage().filter(StreamProbe::counts).isPresent()) {
      notes.yes("stream.usage-unasked", question, tokens(stream.usage().get()));
    } else {
      notes.no(
          "stream.usage-unasked",
          question,
          "none",
          "it comes only when it is asked for, as described",
          "Signalbox always asks.");
    }
  }

  static boolean counts(JsonNode usage) {
    return usage.path("prompt_tokens").isInt() && usage.path("completion_tokens").isInt();
  }

  static String tokens(JsonNode usage) {
    return usage.path("prompt_tokens").asInt()
        + " in, "
        + usage.path("completion_tokens").asInt()
        + " out";
  }
}
