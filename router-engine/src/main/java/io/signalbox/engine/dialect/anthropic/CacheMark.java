package io.signalbox.engine.dialect.anthropic;

import io.signalbox.engine.chat.Part;
import io.signalbox.engine.dialect.JsonTree;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// A client's wish that the conversation be cached up to a block, kept as a part behind the block's
/// own. It comes back to its block when the conversation is written in this dialect again.
public final class CacheMark {
  /// The member of a block in which the wish stands.
  public static final String MEMBER = "cache_control";

  private CacheMark() {}

  public static Part of(String json) {
    return new Part.Foreign(AnthropicApi.ID, MEMBER, json);
  }

  /// The wish in this part, if it is one.
  public static Optional<ObjectNode> in(Part part) {
    return part instanceof Part.Foreign foreign && is(foreign)
        ? JsonTree.readObject(foreign.json())
        : Optional.empty();
  }

  public static boolean is(Part part) {
    return part instanceof Part.Foreign foreign
        && foreign.dialect().equals(AnthropicApi.ID)
        && foreign.kind().equals(MEMBER);
  }
}
