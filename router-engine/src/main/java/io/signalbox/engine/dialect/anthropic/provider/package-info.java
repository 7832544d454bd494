/// The Messages API as providers speak it. Entry type is [MessagesProvider].
@NullMarked
package io.signalbox.engine.dialect.anthropic.provider;

import org.jspecify.annotations.NullMarked;
