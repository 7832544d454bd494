/// What was asked and what was answered, in no provider's words. Entry types are [ChatRequest] for
/// the question, [ReplyEvent] for the answer as it arrives, and [Failure] for expected trouble.
/// Values only: no I/O, no thread, no clock.
@NullMarked
package io.signalbox.engine.chat;

import org.jspecify.annotations.NullMarked;
