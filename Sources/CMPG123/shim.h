#include <mpg123.h>

/// `mpg123_param` is a preprocessor alias of `mpg123_param2`, which Swift cannot see.
static inline int segue_mpg123_set(
    mpg123_handle *handle, enum mpg123_parms parameter, long value, double floating) {
  return mpg123_param(handle, parameter, value, floating);
}
