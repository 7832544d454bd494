package io.signalbox.engine.spi;

import io.signalbox.engine.chat.Failure;
import java.util.Map;
import java.util.Set;

/// How a provider is asked and its answer understood. Pure, safe for threads.
public interface ProviderSide {

  /// The call for a request. When the plan has the client's own body in this dialect, it goes out
  /// byte for byte but for the model's name, the members that the graph sets, and the wish for
  /// usage at the end of a stream.
  ProviderCall write(CallPlan plan);

  /// A reader for one answer with a good status.
  ///
  /// @param stream whether the answer is a stream of events or one body
  /// @param quirks the provider's differences
  ReplyReader reader(boolean stream, Set<Quirk> quirks);

  /// What an answer with a bad status means, in the provider's words as they came: whoever called
  /// blacks the key out and shortens them.
  ///
  /// @param status the HTTP status, 400–599
  /// @param headers response headers, names in lower case; `date` is always among them, the
  ///   provider's own or when the answer came
  /// @param body the first part of the body, at most 64 KiB
  Failure failure(int status, Map<String, String> headers, byte[] body);

  /// What response headers say of rate limits. Absurd values are left out.
  ///
  /// @param headers response headers, names in lower case
  RateLimits limits(Map<String, String> headers);
}
