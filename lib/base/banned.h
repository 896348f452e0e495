/* Functions that have a safer one beside them: any use of these is a compile error. Included before
 * every file by the build; the headers that declare the names come first, so that they still parse. */
#pragma once

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#pragma GCC poison atoi atol atof strtok sprintf vsprintf strcpy strcat gets localtime gmtime ctime asctime
