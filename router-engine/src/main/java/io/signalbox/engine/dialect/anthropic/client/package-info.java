/// The Messages API as clients speak it. Entry type is [MessagesClient].
@NullMarked
package io.signalbox.engine.dialect.anthropic.client;

import org.jspecify.annotations.NullMarked;
