package io.signalbox.engine.dialect.gemini;

import io.signalbox.engine.chat.ToolChoice;
import java.util.List;

/// How free the model is in calling tools: the modes of `functionCallingConfig`.
public enum CallingMode {
  MODE_UNSPECIFIED,
  AUTO,
  ANY,
  NONE,
  /// As [#AUTO], with calls that follow their schemas.
  VALIDATED;

  /// What it comes to.
  ///
  /// @param allowed the names of the only functions that may be called; empty: all
  public ToolChoice choice(List<String> allowed) {
    return switch (this) {
      case MODE_UNSPECIFIED, AUTO, VALIDATED -> new ToolChoice.Auto();
      case NONE -> new ToolChoice.None();
      case ANY ->
          allowed.size() == 1
              ? new ToolChoice.Named(allowed.getFirst())
              : new ToolChoice.Required();
    };
  }
}
