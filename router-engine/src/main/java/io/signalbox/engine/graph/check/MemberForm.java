package io.signalbox.engine.graph.check;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/// What a member of a request may be set to, by `set` of a rewrite and by `params` of a model.
/// Members that are not known here may be anything. Source: the references of OpenAI's Chat
/// Completions and Responses, and of Anthropic's Messages.
sealed interface MemberForm {
  /// A number.
  ///
  /// @param whole whether it must be a whole one
  record Numeric(boolean whole, BigDecimal least, BigDecimal most) implements MemberForm {
    private boolean holds(BigDecimal number) {
      return number.compareTo(least) >= 0
          && number.compareTo(most) <= 0
          && (!whole || number.signum() == 0 || number.stripTrailingZeros().scale() <= 0);
    }
  }

  /// Any of these kinds of JSON values.
  ///
  /// @param kinds the first characters of their JSON texts
  /// @param words what messages call them
  record Kind(String kinds, String words) implements MemberForm {}

  /// What a member may be; empty: anything.
  static Optional<MemberForm> of(String member) {
    return member.startsWith("metadata.")
        ? Optional.of(Known.LABEL)
        : Optional.ofNullable(Known.ALL.get(member));
  }

  /// Whether a JSON text is of this form.
  default boolean allows(String json) {
    return switch (this) {
      case Kind kind -> kind.kinds.indexOf(json.charAt(0)) >= 0;
      case Numeric numeric -> Known.number(json).filter(numeric::holds).isPresent();
    };
  }

  /// What messages call it: `a whole number from 1 to 2147483647`.
  default String words() {
    return switch (this) {
      case Kind kind -> kind.words;
      case Numeric n ->
          (n.whole ? "a whole number from " : "a number from ")
              + n.least.toPlainString()
              + " to "
              + n.most.toPlainString();
    };
  }

  /// The members that are known.
  final class Known {
    private static final Kind LABEL =
        new Kind("\"tf-0123456789", "a text, a number, true or false");
    private static final Kind TEXT = new Kind("\"", "a text");
    private static final Kind TRUTH = new Kind("tf", "true or false");
    private static final Kind TEXTS = new Kind("\"[", "a text or a list of texts");
    private static final Kind LIST = new Kind("[", "a list");
    private static final Kind MAPPING = new Kind("{", "keys and values");
    private static final MemberForm COUNT = whole(1, Integer.MAX_VALUE);

    private static final Map<String, MemberForm> ALL =
        Map.ofEntries(
            Map.entry("max_tokens", COUNT),
            Map.entry("max_completion_tokens", COUNT),
            Map.entry("max_output_tokens", COUNT),
            Map.entry("dimensions", COUNT),
            Map.entry("n", whole(1, 128)),
            Map.entry("top_k", whole(0, Integer.MAX_VALUE)),
            Map.entry("top_logprobs", whole(0, 20)),
            Map.entry("seed", whole(Long.MIN_VALUE, Long.MAX_VALUE)),
            Map.entry("temperature", real(0, 2)),
            Map.entry("top_p", real(0, 1)),
            Map.entry("presence_penalty", real(-2, 2)),
            Map.entry("frequency_penalty", real(-2, 2)),
            Map.entry("stop", TEXTS),
            Map.entry("stop_sequences", LIST),
            Map.entry("reasoning_effort", TEXT),
            Map.entry("user", TEXT),
            Map.entry("service_tier", TEXT),
            Map.entry("verbosity", TEXT),
            Map.entry("prompt_cache_key", TEXT),
            Map.entry("parallel_tool_calls", TRUTH),
            Map.entry("logprobs", TRUTH),
            Map.entry("store", TRUTH),
            Map.entry("response_format", MAPPING),
            Map.entry("logit_bias", MAPPING),
            Map.entry("thinking", MAPPING),
            Map.entry("reasoning", MAPPING),
            Map.entry("stream_options", MAPPING),
            Map.entry("tools", LIST));

    private Known() {}

    private static MemberForm whole(long least, long most) {
      return new Numeric(true, BigDecimal.valueOf(least), BigDecimal.valueOf(most));
    }

    private static MemberForm real(long least, long most) {
      return new Numeric(false, BigDecimal.valueOf(least), BigDecimal.valueOf(most));
    }

    private static Optional<BigDecimal> number(String json) {
      char first = json.charAt(0);
      return first == '-' || Character.isDigit(first)
          ? Optional.of(new BigDecimal(json))
          : Optional.empty();
    }
  }
}
