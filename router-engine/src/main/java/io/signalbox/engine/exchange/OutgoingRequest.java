package io.signalbox.engine.exchange;

import io.signalbox.engine.catalog.Ability;
import io.signalbox.engine.catalog.InputKind;
import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.exchange.answer.SameDialectOnly;
import io.signalbox.engine.exchange.promptcache.MarkedPrompt;
import io.signalbox.engine.exchange.toolcalls.FittedCalls;
import io.signalbox.engine.exchange.toolcalls.RestoredThoughts;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.route.Move;
import io.signalbox.engine.route.client.Continued;
import io.signalbox.engine.spi.BaseUrl;
import io.signalbox.engine.spi.CallPlan;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.spi.ProviderDialect;
import io.signalbox.engine.spi.RequestRules;
import io.signalbox.engine.upstream.ServerOrigin;
import io.signalbox.engine.upstream.UpstreamCall.Deadlines;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What one attempt asks of a model, before it is written in the provider's dialect, and how long
/// it is waited for. Immutable.
///
/// @param incoming the client's request as it came
/// @param call the request as the graph has made it, and for which model
/// @param card what is known of the model
/// @param restored what is given back to the conversation
/// @param continued how it goes on with earlier answers
record OutgoingRequest(
    IncomingRequest incoming,
    Move.Call call,
    ModelCard card,
    RestoredThoughts restored,
    Continued continued) {
  /// A whole answer takes longer than its first token.
  private static final Duration WHOLE_TRIAL = Duration.ofMinutes(1);

  /// The id of the dialect in which a model is called. What another server under the provider's
  /// dialect speaks besides is not known, and Azure's older addresses, which name a version of the
  /// API, have nothing besides.
  static String dialect(Provider provider, Model model, IncomingRequest incoming) {
    return isElsewhere(provider, model) || model.url().filter(BaseUrl::hasVersion).isPresent()
        ? provider.dialect()
        : provider.dialect(
            model.model(), incoming.original().map(IncomingRequest.Original::dialect));
  }

  /// A call as it is to be written.
  ///
  /// @param losses what the provider is not told, for a person
  /// @param calls how tools are called there
  record Planned(CallPlan plan, List<String> losses, FittedCalls calls) {}

  /// For a provider.
  ///
  /// @param dialect in which it is called
  /// @param params members that the graph sets
  Planned at(Provider provider, ProviderDialect dialect, Map<String, String> params) {
    RequestRules rules = rules(provider, call.model());
    FittedCalls calls = FittedCalls.of(call.request(), rules);
    MarkedPrompt marked = marked(calls.fit(kept(provider)), rules, dialect, params);
    CallPlan plan = plan(marked.request(), provider, rules, dialect.id(), params);
    return new Planned(plan, marked.losses(), calls);
  }

  private CallPlan plan(
      ChatRequest request,
      Provider provider,
      RequestRules rules,
      String dialect,
      Map<String, String> params) {
    var spoken = incoming.original().filter(body -> body.dialect().equals(dialect));
    boolean begun = !call.request().begun().isEmpty();
    boolean prefill = begun && Continuation.isPrefilled(call.request(), call.model(), card);
    return new CallPlan(
        begun ? Continuation.written(request, prefill) : request,
        spoken
            .filter(body -> isAsItCame(request) && mayBeOwn(dialect))
            .map(IncomingRequest.Original::body),
        call.model().model(),
        params,
        provider.quirks(),
        readable(rules),
        card.maxOutputTokens().orElse(0),
        spoken.isPresent() ? incoming.client().headers() : Map.of(),
        card.abilities().contains(Ability.REASONING),
        prefill);
  }

  /// OpenAI refuses files for models that read none.
  private RequestRules readable(RequestRules rules) {
    Set<InputKind> inputs = card.details().inputs();
    boolean reads = inputs.isEmpty() || inputs.contains(InputKind.PDF);
    boolean asFile = rules.documents().equals(Optional.of(RequestRules.Documents.FILE));
    return asFile && !reads ? rules.withoutDocuments() : rules;
  }

  /// Whether the client's own words may be understood where the model is called.
  ///
  /// @param dialect the id of the dialect in which it is called
  boolean mayBeOwn(String dialect) {
    boolean spoken = incoming.original().filter(body -> body.dialect().equals(dialect)).isPresent();
    return spoken && !call.rewritten() && continued.mayBeKnownTo(call.model());
  }

  private boolean isAsItCame(ChatRequest request) {
    return !call.rewritten() && request.equals(call.request());
  }

  /// What a provider keeps, it need not be given back.
  private ChatRequest kept(Provider provider) {
    boolean kept = continued.any() && !call.rewritten() && continued.mayBeKnownTo(call.model());
    return kept ? call.request() : restored.of(call.request(), provider);
  }

  /// Where the graph itself says what is cached, and where only the client's own body can be sent,
  /// nothing is marked.
  private MarkedPrompt marked(
      ChatRequest request,
      RequestRules rules,
      ProviderDialect dialect,
      Map<String, String> params) {
    boolean settled =
        params.containsKey(MarkedPrompt.WISH) || SameDialectOnly.objection(request, "").isPresent();
    return MarkedPrompt.of(
        request,
        dialect.id(),
        dialect.marksCaches(),
        rules.cacheMarks(),
        settled ? Model.PromptCache.OFF : call.model().promptCache());
  }

  /// Another server under the provider's dialect may take what the provider's own refuses.
  private static RequestRules rules(Provider provider, Model model) {
    return isElsewhere(provider, model)
        ? provider.rules().elsewhere(model.model())
        : provider.rules().of(model.model());
  }

  /// An answer that comes whole has no first token to wait for; there only the total counts. A
  /// trial of a model that was broken has less time if another model can answer instead.
  ///
  /// @param usual where the graph says nothing
  /// @param trial how long a trial may take; empty if the call is none
  Deadlines deadlines(Deadlines usual, Optional<Duration> trial) {
    return call.request().stream()
        ? usual.tightened(shorter(call.firstToken(), usual.firstToken(), trial), call.total())
        : usual.within(
            shorter(call.total(), usual.total(), trial.map(OutgoingRequest::ofWholeAnswer)));
  }

  private static Duration shorter(
      Optional<Duration> ofGraph, Duration usual, Optional<Duration> trial) {
    Duration most = ofGraph.orElse(usual);
    return trial.filter(time -> time.compareTo(most) < 0).orElse(most);
  }

  private static Duration ofWholeAnswer(Duration trial) {
    return trial.compareTo(WHOLE_TRIAL) > 0 ? trial : WHOLE_TRIAL;
  }

  /// Whether a model is called at a server that is not its provider's own, and of which no more is
  /// known than its dialect. A local one is the same program on another port or machine, and where
  /// each customer has an address, all of that form are the provider's.
  static boolean isElsewhere(Provider provider, Model model) {
    return provider.reach() != Provider.Reach.LOCAL
        && model
            .url()
            .filter(url -> !url.equals(provider.baseUrl()) && !isOwn(provider, url))
            .isPresent();
  }

  private static boolean isOwn(Provider provider, String url) {
    return ServerOrigin.of(url).filter(origin -> origin.isOf(provider)).isPresent();
  }
}
