/// What servers of this machine say of the models that they have loaded.
@NullMarked
package io.signalbox.engine.upstream.local;

import org.jspecify.annotations.NullMarked;
