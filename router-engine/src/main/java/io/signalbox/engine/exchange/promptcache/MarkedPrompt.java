package io.signalbox.engine.exchange.promptcache;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.graph.Model.PromptCache;
import io.signalbox.engine.spi.RequestRules;
import java.util.List;
import java.util.Optional;

/// A request with the cache marks that its receiver takes: the client's own as far as they go, or
/// those of [MarkRule] where it has none. Immutable.
///
/// @param request itself if nothing is to be changed
/// @param losses what became of the client's marks, for a person
public record MarkedPrompt(ChatRequest request, List<String> losses) {
  /// The member by which a client wishes marks without saying where.
  public static final String WISH = "cache_control";

  /// The dialect whose clients can say where.
  private static final String MARKING = "anthropic";

  public MarkedPrompt {
    losses = List.copyOf(losses);
  }

  /// For a receiver.
  ///
  /// @param dialect the id of the dialect in which it is called
  /// @param takes whether that dialect has marks; where only some of its providers take them, a
  ///   client that speaks it knows which
  /// @param rule what the model takes; empty: nothing is known
  /// @param wish what the graph says of it
  public static MarkedPrompt of(
      ChatRequest request,
      String dialect,
      boolean takes,
      Optional<RequestRules.CacheMarks> rule,
      PromptCache wish) {
    boolean unknown = rule.isEmpty() && !takes && !request.extras().dialect().equals(dialect);
    boolean none = unknown || rule.filter(each -> each.most() == 0).isPresent();
    if (none) {
      return ClientMarks.in(request) == 0 && !asks(request) ? kept(request) : without(request);
    } else if (rule.isEmpty()) {
      return kept(request);
    }
    return ClientMarks.in(request) > 0
        ? ClientMarks.fitted(request, rule.get())
        : set(request, dialect, rule.get(), wish);
  }

  private static MarkedPrompt kept(ChatRequest request) {
    return new MarkedPrompt(request, List.of());
  }

  private static MarkedPrompt without(ChatRequest request) {
    return new MarkedPrompt(
        unasked(ClientMarks.removed(request)),
        List.of("cache_control: the provider has no cache marks"));
  }

  /// Whether the client asks for a cache without saying where.
  private static boolean asks(ChatRequest request) {
    String asked = request.extras().members().getOrDefault(WISH, "null");
    return !asked.equals("null");
  }

  /// The request without that.
  private static ChatRequest unasked(ChatRequest request) {
    return request.extras().members().containsKey(WISH)
        ? request.withExtras(request.extras().without(WISH))
        : request;
  }

  /// A client that asks for a cache without saying where means the whole, at whichever receiver.
  private static MarkedPrompt set(
      ChatRequest request, String dialect, RequestRules.CacheMarks rule, PromptCache wish) {
    boolean asks = asks(request);
    boolean bySelf = request.extras().set().containsKey(WISH) || wish == PromptCache.OFF;
    boolean spoken = request.extras().dialect().equals(dialect) && asks;
    boolean able = request.extras().dialect().equals(MARKING) && !asks;
    if (!rule.set() || bySelf || spoken || able) {
      return kept(request);
    }
    Part.CacheMark mark = mark(rule, wish, request.extras().members().getOrDefault(WISH, ""));
    return kept(new MarkRule(rule, mark).marked(unasked(request), asks));
  }

  private static Part.CacheMark mark(RequestRules.CacheMarks rule, PromptCache wish, String asked) {
    boolean hour = wish == PromptCache.HOUR || new Part.CacheMark(asked).isOfHour();
    return hour && rule.hour() ? Part.CacheMark.HOUR : Part.CacheMark.USUAL;
  }
}
