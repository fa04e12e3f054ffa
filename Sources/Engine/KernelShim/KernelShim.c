#include "KernelShim.h"
