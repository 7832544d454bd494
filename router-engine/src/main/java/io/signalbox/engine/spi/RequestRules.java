package io.signalbox.engine.spi;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// What a model at a provider takes in a request, where its dialect alone does not say it. What is
/// empty is not known, and nothing is changed for it. Immutable.
///
/// @param members all members that a body may have; empty: the server ignores those that it does
///   not know
/// @param messageMembers all members that a message may have besides `role`, `content`,
///   `tool_calls` and `tool_call_id`; empty: the server ignores those that it does not know
/// @param refused members of a body that make the request fail
/// @param refusedInMessages the same of a message
/// @param refusedThinking members that make the request fail while the model thinks
/// @param usualEffort the effort of a request that says none
/// @param efforts the words that `reasoning_effort` may be, in any order; an empty list: the model
///   has none; one that holds `*`: any
/// @param limit the only name that the limit of the answer may have, `max_tokens` or
///   `max_completion_tokens`
/// @param thoughts how thinking goes back
/// @param laterSystem where a system prompt goes that stands within a conversation
/// @param strictSchemas whether schemas that are to be enforced must be within OpenAI's subset
/// @param stops the most texts in `stop`
/// @param toolName the most characters of a tool's name, which are letters, digits, `_` and `-`
/// @param toolNameStart whether a tool's name must begin with a letter or an underscore
/// @param callId the most characters of the id of a tool call
/// @param cacheMarks which marks for its cache it takes; empty: those that the client sets
/// @param customTools whether it knows tools that are no functions, and a choice among tools, in
///   OpenAI's forms
/// @param documents the part of a message as which it takes PDFs
/// @param alsoTaken members beyond those of its dialect that it is known to take
public record RequestRules(
    Optional<Set<String>> members,
    Optional<Set<String>> messageMembers,
    Set<String> refused,
    Set<String> refusedInMessages,
    Set<String> refusedThinking,
    Optional<String> usualEffort,
    Optional<List<String>> efforts,
    Optional<String> limit,
    Optional<Thoughts> thoughts,
    Optional<LaterSystem> laterSystem,
    Optional<Boolean> strictSchemas,
    OptionalInt stops,
    OptionalInt toolName,
    Optional<Boolean> toolNameStart,
    OptionalInt callId,
    Optional<CacheMarks> cacheMarks,
    Optional<Boolean> customTools,
    Optional<Documents> documents,
    Set<String> alsoTaken) {
  /// Nothing is known.
  public static final RequestRules NONE =
      new RequestRules(
          Optional.empty(),
          Optional.empty(),
          Set.of(),
          Set.of(),
          Set.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          OptionalInt.empty(),
          OptionalInt.empty(),
          Optional.empty(),
          OptionalInt.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Set.of());

  public RequestRules {
    members = members.map(Set::copyOf);
    messageMembers = messageMembers.map(Set::copyOf);
    refused = Set.copyOf(refused);
    refusedInMessages = Set.copyOf(refusedInMessages);
    refusedThinking = Set.copyOf(refusedThinking);
    efforts = efforts.map(List::copyOf);
    alsoTaken = Set.copyOf(alsoTaken);
  }

  /// How the thinking of earlier answers is sent back.
  ///
  /// @param member the member of an assistant's message in which it stands; `content`: as a part of
  ///   it
  /// @param turns which turns need it
  public record Thoughts(String member, Turns turns) {
    /// Which of the assistant's messages have their thinking.
    public enum Turns {
      /// Those after the last question of the user, in which tools are still being called.
      LOOP,
      /// All that have any.
      ALL,
      /// All: without the member the request fails, so it is empty where nothing is known.
      REQUIRED
    }
  }

  /// Which marks a model takes that say up to where its provider is to cache a conversation.
  ///
  /// @param most the most in one request; 0: it knows none
  /// @param least the fewest tokens before a mark that are cached
  /// @param tools whether a tool can be marked
  /// @param hour whether a mark can be for an hour
  /// @param set whether they are set where the client cannot, since nothing is cached without them
  public record CacheMarks(int most, int least, boolean tools, boolean hour, boolean set) {}

  /// These with other marks for a cache.
  public RequestRules withCacheMarks(CacheMarks marks) {
    return new RequestRules(
        members,
        messageMembers,
        refused,
        refusedInMessages,
        refusedThinking,
        usualEffort,
        efforts,
        limit,
        thoughts,
        laterSystem,
        strictSchemas,
        stops,
        toolName,
        toolNameStart,
        callId,
        Optional.of(marks),
        customTools,
        documents,
        alsoTaken);
  }

  /// Whether schemas that are to be enforced must be within OpenAI's subset.
  public boolean enforces() {
    return strictSchemas.orElse(false);
  }

  /// Where a system prompt goes that stands within a conversation.
  public enum LaterSystem {
    /// It stays where it is.
    KEPT,
    /// It is said by the user, since the model or its template knows system prompts at the start
    /// only, and one of them.
    USER
  }

  /// The part of a chat message as which a PDF goes out.
  public enum Documents {
    /// OpenAI's `file`, with the bytes.
    FILE,
    /// The same, with an address instead of the bytes where there is one.
    FILE_OR_URL,
    /// Mistral's `document_url`.
    DOCUMENT_URL
  }

  /// These of a model that reads no documents.
  public RequestRules withoutDocuments() {
    return new RequestRules(
        members,
        messageMembers,
        refused,
        refusedInMessages,
        refusedThinking,
        usualEffort,
        efforts,
        limit,
        thoughts,
        laterSystem,
        strictSchemas,
        stops,
        toolName,
        toolNameStart,
        callId,
        cacheMarks,
        customTools,
        Optional.empty(),
        alsoTaken);
  }

  /// Whether tools that are no functions can go out as they are.
  public boolean takesCustomTools() {
    return customTools.orElse(true);
  }

  /// Whether a body may have this member.
  public boolean takes(String member) {
    return !refused.contains(member) && members.map(all -> all.contains(member)).orElse(true);
  }

  /// Whether a body may have this member when the model is asked to think so hard.
  ///
  /// @param effort the word that goes out; empty: none does
  public boolean takes(String member, Optional<String> effort) {
    boolean thinks = effort.or(() -> usualEffort).filter(word -> !word.equals("none")).isPresent();
    return takes(member) && !(thinks && refusedThinking.contains(member));
  }

  /// Whether a message may have this member.
  public boolean takesInMessages(String member) {
    return !refusedInMessages.contains(member)
        && messageMembers.map(all -> all.contains(member)).orElse(true);
  }

  /// These with more precise ones, which win.
  RequestRules and(RequestRules more) {
    return new RequestRules(
        more.members.or(() -> members),
        more.messageMembers.or(() -> messageMembers),
        union(refused, more.refused),
        union(refusedInMessages, more.refusedInMessages),
        union(refusedThinking, more.refusedThinking),
        more.usualEffort.or(() -> usualEffort),
        more.efforts.or(() -> efforts),
        more.limit.or(() -> limit),
        more.thoughts.or(() -> thoughts),
        more.laterSystem.or(() -> laterSystem),
        more.strictSchemas.or(() -> strictSchemas),
        more.stops.isPresent() ? more.stops : stops,
        more.toolName.isPresent() ? more.toolName : toolName,
        more.toolNameStart.or(() -> toolNameStart),
        more.callId.isPresent() ? more.callId : callId,
        more.cacheMarks.or(() -> cacheMarks),
        more.customTools.or(() -> customTools),
        more.documents.or(() -> documents),
        union(alsoTaken, more.alsoTaken));
  }

  private static Set<String> union(Set<String> one, Set<String> other) {
    Set<String> all = new LinkedHashSet<>(one);
    all.addAll(other);
    return all;
  }
}
