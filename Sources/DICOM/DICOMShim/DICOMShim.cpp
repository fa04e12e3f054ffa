#include "DICOMShim.h"
