package io.signalbox.engine.dialect.ollama;

import io.signalbox.engine.chat.FinishReason;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.json.JsonText;
import io.signalbox.engine.spi.ClientDialect.ReplyHead;
import io.signalbox.engine.spi.ReplyTiming;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// The JSON objects that an answer consists of: many in a stream, one in an answer that comes
/// whole. `/api/chat` has a `message` in each, `/api/generate` a `response`. Immutable.
record AnswerLines(ReplyHead head) {
  private static final String GENERATE = "generate";
  private static final String EPOCH = "1970-01-01T00:00:00Z";

  /// What of a request its answer has its form from.
  static Map<String, String> form(boolean generate) {
    return generate ? Map.of(GENERATE, "true") : Map.of();
  }

  /// Nothing but an error.
  static JsonText error(String text) {
    return new JsonText().open('{').member("error", text).close('}');
  }

  /// The answer to a client that only wants a model to be in memory, or not to be.
  static byte[] loaded(String model, boolean generate, boolean unload) {
    var json = new JsonText().open('{').member("model", model).member("created_at", EPOCH);
    say(json, generate, Said.NOTHING);
    json.rawMember("done", "true").member("done_reason", unload ? "unload" : "load");
    return json.close('}').toBytes();
  }

  /// A line of a stream.
  String piece(Said said) {
    return begun(said).rawMember("done", "false").close('}') + "\n";
  }

  /// The last line, or the only one.
  JsonText last(Said said, FinishReason reason, Measures measures) {
    JsonText json = begun(said);
    json.rawMember("done", "true").member("done_reason", word(reason));
    measures.write(json);
    return json.close('}');
  }

  /// What a line says.
  ///
  /// @param calls a list as JSON text; empty if there are none
  record Said(String text, String thinking, String calls) {
    static final Said NOTHING = ofText("");

    static Said ofText(String text) {
      return new Said(text, "", "");
    }

    static Said ofThinking(String thinking) {
      return new Said("", thinking, "");
    }

    static Said ofCalls(String calls) {
      return new Said("", "", calls);
    }
  }

  private JsonText begun(Said said) {
    var json = new JsonText().open('{').member("model", head.model());
    json.member("created_at", Instant.ofEpochSecond(head.created()).toString());
    say(json, head.repeated().containsKey(GENERATE), said);
    return json;
  }

  private static void say(JsonText json, boolean generate, Said said) {
    if (generate) {
      json.member("response", said.text());
    } else {
      json.name("message").open('{').member("role", "assistant").member("content", said.text());
    }
    if (!said.thinking().isEmpty()) {
      json.member("thinking", said.thinking());
    }
    if (!said.calls().isEmpty()) {
      json.rawMember("tool_calls", said.calls());
    }
    if (!generate) {
      json.close('}');
    }
  }

  /// Ollama's own words, and ours for ends that it does not know.
  private static String word(FinishReason reason) {
    return switch (reason) {
      case STOP, TOOL_CALLS -> "stop";
      case LENGTH -> "length";
      case CONTENT_FILTER -> "content_filter";
      case OTHER -> "error";
    };
  }

  /// How much an answer was and how long it took, in tokens and nanoseconds. Nothing is loaded. The
  /// time until the first content counts as that of the prompt; of an answer that came whole it is
  /// not known.
  record Measures(Optional<Usage> usage, Optional<ReplyTiming> timing) {
    void write(JsonText json) {
      Duration total = timing.map(ReplyTiming::total).orElse(Duration.ZERO);
      Duration first = timing.flatMap(ReplyTiming::untilContent).orElse(Duration.ZERO);
      json.member("total_duration", total.toNanos()).member("load_duration", 0);
      usage.ifPresent(used -> json.member("prompt_eval_count", used.promptTokens()));
      json.member("prompt_eval_duration", first.toNanos());
      usage.ifPresent(used -> json.member("eval_count", used.completionTokens()));
      json.member("eval_duration", total.minus(first).toNanos());
    }
  }
}
