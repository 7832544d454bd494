/// Lists of models from elsewhere: read, compared with what is known, kept in the home. Entry type
/// is [ModelRefresh]. Nothing is fetched unless the user asks for it.
@NullMarked
package io.signalbox.engine.refresh;

import org.jspecify.annotations.NullMarked;
