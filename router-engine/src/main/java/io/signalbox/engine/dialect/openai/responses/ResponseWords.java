package io.signalbox.engine.dialect.openai.responses;

import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.dialect.openai.ErrorWords;
import io.signalbox.engine.json.JsonText;
import io.signalbox.engine.spi.ClientDialect.ReplyHead;
import io.signalbox.engine.spi.ClientError;
import java.util.List;
import java.util.Optional;

/// The object that an answer is, with all members that clients look for. What the request said is
/// repeated; what it did not is told as it is here: nothing is cut.
///
/// @param head whom the answer is for
/// @param output what there is of it
record ResponseWords(ReplyHead head, Output output) {
  private static final String UNNAMED = "server_error";
  private static final String NULL = "null";
  private static final List<String> OR_NULL =
      List.of("instructions", "max_output_tokens", "prompt_cache_key", "safety_identifier");

  /// Where the answer stands.
  ///
  /// @param status in OpenAI's words
  /// @param usage what it used, which every answer that is over tells: clients take one without it
  ///   for cut
  /// @param error why it failed
  /// @param missing why it is not whole
  record Standing(
      String status, Optional<Usage> usage, Optional<ClientError> error, Optional<String> missing) {
    static Standing begun() {
      return new Standing("in_progress", Optional.empty(), Optional.empty(), Optional.empty());
    }

    static Standing failed(ClientError error) {
      return new Standing("failed", Optional.empty(), Optional.of(error), Optional.empty());
    }

    private static Standing over(Optional<String> missing, Usage usage) {
      String status = missing.isEmpty() ? "completed" : "incomplete";
      return new Standing(status, Optional.of(usage), Optional.empty(), missing);
    }
  }

  /// Of usage that the provider did not tell, the prompt is estimated and the rest is 0.
  Standing over(Optional<Usage> told) {
    Usage usage = told.orElseGet(() -> Usage.of(head.promptTokens().getAsInt(), 0));
    return Standing.over(output.missing(), usage);
  }

  /// The same as a text of its own.
  byte[] bytes(Standing standing) {
    var json = new JsonText();
    write(json, standing);
    return json.toBytes();
  }

  void write(JsonText json, Standing standing) {
    json.open('{').member("id", "resp_" + head.id()).member("object", "response");
    json.member("created_at", head.created()).rawMember("completed_at", NULL);
    json.member("status", standing.status()).rawMember("background", "false");
    trouble(json, standing);
    json.member("model", head.model());
    output.write(json);
    asked(json);
    repeated(json, References.PREVIOUS, NULL);
    repeated(json, "store", "false");
    json.rawMember("max_tool_calls", NULL).rawMember("top_logprobs", "0");
    json.rawMember("presence_penalty", "0").rawMember("frequency_penalty", "0");
    json.member("service_tier", "default").member("truncation", "disabled");
    usage(json, standing.usage());
    json.close('}');
  }

  private static void trouble(JsonText json, Standing standing) {
    standing
        .error()
        .ifPresentOrElse(error -> failed(json, error), () -> json.rawMember("error", NULL));
    json.name("incomplete_details");
    standing
        .missing()
        .ifPresentOrElse(
            reason -> json.open('{').member("reason", reason).close('}'), () -> json.raw(NULL));
  }

  /// A response that failed has a code always.
  private static void failed(JsonText json, ClientError error) {
    String code = ErrorWords.code(error);
    json.name("error").open('{').member("code", code.isEmpty() ? UNNAMED : code);
    json.member("message", error.text()).close('}');
  }

  private void asked(JsonText json) {
    OR_NULL.forEach(name -> repeated(json, name, NULL));
    Optional.ofNullable(head.repeated().get("user"))
        .ifPresent(user -> json.rawMember("user", user));
    repeated(json, "metadata", "{}");
    repeated(json, "parallel_tool_calls", "true");
    repeated(json, "reasoning", Thinking.USUAL.repeated());
    repeated(json, "temperature", "1");
    repeated(json, "text", TextForm.PLAIN.repeated());
    repeated(json, "tool_choice", "\"auto\"");
    repeated(json, "tools", "[]");
    repeated(json, "top_p", "1");
  }

  private void repeated(JsonText json, String name, String usual) {
    json.rawMember(name, head.repeated().getOrDefault(name, usual));
  }

  private static void usage(JsonText json, Optional<Usage> used) {
    json.name("usage");
    if (used.isEmpty()) {
      json.raw(NULL);
      return;
    }
    Usage usage = used.get();
    json.open('{').member("input_tokens", usage.promptTokens());
    json.name("input_tokens_details").open('{').member("cached_tokens", usage.cachedTokens());
    long written = usage.cacheWriteTokens() + usage.cacheWriteHourTokens();
    json.member("cache_write_tokens", written).close('}');
    json.member("output_tokens", usage.completionTokens()).name("output_tokens_details");
    json.open('{').member("reasoning_tokens", usage.reasoningTokens()).close('}');
    json.member("total_tokens", usage.totalTokens()).close('}');
  }
}
