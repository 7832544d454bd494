package io.signalbox.engine.dialect.gemini.client;

import io.signalbox.engine.chat.Part;
import java.util.List;

/// What was read of one part of a content.
///
/// @param parts it as ours: nothing if it is empty, several if it is signed
/// @param shown whether it is a thought as the client was shown it
/// @param carries whether thinking came back in the signature of a call
record ReadPart(List<Part> parts, boolean shown, boolean carries) {}
