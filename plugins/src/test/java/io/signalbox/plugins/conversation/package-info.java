/// Long conversations that change their provider at every turn.
@NullMarked
package io.signalbox.plugins.conversation;

import org.jspecify.annotations.NullMarked;
