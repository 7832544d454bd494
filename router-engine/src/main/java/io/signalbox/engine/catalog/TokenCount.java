package io.signalbox.engine.catalog;

import io.signalbox.engine.chat.ChatRequest;
import java.util.function.LongPredicate;

/// How many tokens a prompt has, known as well as it has had to be: counting takes time, and most
/// questions are answered by what the number can be at least and at most. Every answer is the one
/// that the exact count gives. It learns while it is asked; safe for threads.
public final class TokenCount {
  private final ChatRequest request;
  private volatile Range range;

  /// What is known so far.
  private record Range(long least, long most, TokenScale how) {
    static Range of(ChatRequest request, TokenScale least, TokenScale most) {
      return new Range(
          TokenCounter.promptTokens(request, least),
          TokenCounter.promptTokens(request, most),
          most);
    }

    Range narrower(ChatRequest request) {
      return how == TokenScale.MOST_BY_LENGTH
          ? of(request, TokenScale.LEAST_BY_BYTES, TokenScale.MOST_BY_BYTES)
          : counted(request);
    }

    static Range counted(ChatRequest request) {
      long tokens = TokenCounter.promptTokens(request, TokenScale.COUNTED);
      return new Range(tokens, tokens, TokenScale.COUNTED);
    }
  }

  private TokenCount(ChatRequest request) {
    this.request = request;
    this.range = Range.of(request, TokenScale.LEAST_BY_LENGTH, TokenScale.MOST_BY_LENGTH);
  }

  /// The tokens of a request's prompt, as [TokenCounter#promptTokens] counts them. Nothing is
  /// counted yet.
  public static TokenCount of(ChatRequest request) {
    return new TokenCount(request);
  }

  /// Whether the number meets a condition whose answer changes at most once as the number grows,
  /// such as `n > 8000`. It is counted only if the answer is not the same for all that it can be.
  public boolean meets(LongPredicate threshold) {
    Range known = range;
    boolean answer = threshold.test(known.least());
    while (answer != threshold.test(known.most())) {
      known = known.narrower(request);
      range = known;
      answer = threshold.test(known.least());
    }
    return answer;
  }

  /// The number itself, counted if it was not.
  public long exact() {
    Range known = range;
    if (known.how() != TokenScale.COUNTED) {
      known = Range.counted(request);
      range = known;
    }
    return known.least();
  }

  /// What is known so far: a `Long` if it was counted, else a text such as `12 to 3100`.
  public Object known() {
    Range known = range;
    return known.how() == TokenScale.COUNTED
        ? (Object) known.least()
        : known.least() + " to " + known.most();
  }

  @Override
  public String toString() {
    return known().toString();
  }
}
